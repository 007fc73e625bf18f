import { computed, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { MapPanel, RegionCode, RegionRef } from '../../server/contract/index.ts'
import type { Point } from './ground/camera.ts'
import { outlineAt, pointerIn } from './ground/hit.ts'
import type { Outline, Outlines } from './ground/outlines.ts'

interface Around {
  host: Readonly<Ref<HTMLElement | null>>
  outlines: Readonly<Ref<Outlines | null>>
  data: () => MapPanel
  region: () => RegionRef
  locate: (point: Point) => Point | null
}

export interface Pointer {
  /** The place pointed at or chosen by key, which a click or Enter enters. */
  place: ShallowRef<RegionCode | null>
  /** The filled area under the pointer. */
  area: ComputedRef<Outline | null>
  /** Where the pointer is, in layout pixels of the host; `null` when it is not over the map. */
  at: ShallowRef<Point | null>
  move: (event: PointerEvent) => void
  leave: () => void
  choose: (code: RegionCode | null) => void
  /** The place under an event, for touches that come without a move before. */
  hit: (event: MouseEvent) => RegionCode | null
  /** Whether an event is on the surroundings: another region of the same level. */
  beyond: (event: MouseEvent) => boolean
}

/** Follows the pointer over the map; over a label it is on the place the label names. */
export const usePointer = ({ host, outlines, data, region, locate }: Around): Pointer => {
  const place = shallowRef<RegionCode | null>(null)
  const at = shallowRef<Point | null>(null)
  const under = (point: Point, level: string, among: object | null): Outline | null => {
    const position = locate(point)
    return outlines.value && position
      ? outlineAt(outlines.value.level(level), position, (code) => among === null || code in among)
      : null
  }
  const named = (event: MouseEvent): RegionCode | null => {
    const label = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-region]') : null
    // Around the map stands the page, which names the region it shows.
    return label === null || label.contains(host.value) ? null : (label.dataset['region'] ?? null)
  }
  const hit = (event: MouseEvent): RegionCode | null =>
    named(event)
    ?? (host.value && (under(pointerIn(host.value, event), data().labelLevel, data().labels)?.code ?? null))
  const beyond = (event: MouseEvent): boolean => {
    if (!host.value || !outlines.value) return false
    const at = pointerIn(host.value, event)
    return under(at, region().level, null) !== null && under(at, region().level, { [region().code]: true }) === null
  }
  return {
    place,
    at,
    hit,
    beyond,
    area: computed(() => at.value && under(at.value, data().areaLevel, data().areas)),
    move: (event) => {
      place.value = hit(event)
      at.value =
        host.value && place.value !== null && event.pointerType !== 'touch' ? pointerIn(host.value, event) : null
    },
    leave: () => {
      place.value = null
      at.value = null
    },
    choose: (code) => {
      place.value = code
      at.value = null
    },
  }
}
