import { computed, shallowRef, watch, type Ref } from 'vue'
import type { RegionCode } from '../../server/contract/index.ts'
import type { Engine } from './engine-port.ts'
import type { Point } from './ground/camera.ts'
import { placeLabels, type Label, type Placed } from './layers/labels.ts'

/** The title's corner, in design pixels: no name stands on it. */
const TITLE = { x: 150, y: 32, width: 300, height: 64 }

interface Wishes {
  host: Readonly<Ref<HTMLElement | null>>
  engine: Readonly<Ref<Engine | null>>
  labels: Readonly<Ref<Label[]>>
  /** The place pointed at, whose name comes before all others. */
  chosen: () => RegionCode | null
  /** Layout pixels of a design pixel. */
  unit: () => number
  /** What the legend covers, in layout pixels. */
  legend: () => { width: number; height: number }
}

/** Where names stand on the picture as it is now, as many as have room. */
export const useNames = ({ host, engine, labels, chosen, unit, legend }: Wishes) => {
  const placed = shallowRef<Placed[]>([])
  /** The map in design pixels. */
  const view = computed(() => ({
    width: (host.value?.offsetWidth ?? 0) / unit(),
    height: (host.value?.offsetHeight ?? 0) / unit(),
  }))
  const corner = () => {
    const { width, height } = legend()
    const { width: across, height: down } = view.value
    return {
      x: across - width / unit() / 2,
      y: down - height / unit() / 2,
      width: width / unit(),
      height: height / unit(),
    }
  }
  const place = (): void => {
    const now = engine.value
    if (!now || !host.value) return
    const first = labels.value.toSorted((a, b) => Number(b.code === chosen()) - Number(a.code === chosen()))
    const project = (anchor: Point): Point => now.project(anchor).map((value) => value / unit()) as Point
    placed.value = placeLabels(first, project, { ...view.value, taken: [TITLE, corner()] })
  }
  watch([labels, engine], place)
  return { placed, view, place }
}
