import { onMounted, onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { Engine, EngineEvents, Picture, Scale } from './engine-port.ts'
import type { Box, Edges } from './ground/camera.ts'
import { FlatEngine } from './flat/flat-engine.ts'
import type { Graphics } from './graphics.ts'

/** What the map shall look at; a new object is a new flight. */
export interface Goal { box: Box; edges: Edges; ms: number }

interface Wishes {
  host: Readonly<Ref<HTMLElement | null>>
  picture: Readonly<Ref<Picture | null>>
  goal: Readonly<Ref<Goal | null>>
  /** Whether depth is wanted; it needs the other engine, which is fetched then and not before. */
  deep: Readonly<Ref<boolean>>
  graphics: Readonly<Ref<Graphics>>
  events: EngineEvents
}

const scaleOf = (host: HTMLElement): Scale => ({
  unit: Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 100 || 1,
  density: window.devicePixelRatio * (host.offsetWidth > 0 ? host.getBoundingClientRect().width / host.offsetWidth : 1),
})

const load = async (deep: boolean, host: HTMLElement, events: EngineEvents, graphics: Graphics): Promise<Engine> =>
  deep ? new (await import('./engine.ts')).DeepEngine(host, events) : new FlatEngine(host, events, graphics === 'hardware')

/** Keeps one engine alive for the component, changes it when depth is switched, and frees it in the end. */
export const useEngine = ({ host, picture, goal, deep, graphics, events }: Wishes): { engine: ShallowRef<Engine | null>; scale: ShallowRef<Scale> } => {
  const engine = shallowRef<Engine | null>(null)
  const scale = shallowRef<Scale>({ unit: 1, density: 1 })
  let turn = 0
  const measure = (): void => {
    if (!host.value || host.value.offsetWidth === 0) return
    scale.value = scaleOf(host.value)
    engine.value?.resize(scale.value)
  }
  const start = async (): Promise<void> => {
    const mine = ++turn
    const element = host.value
    if (!element) return
    const next = await load(deep.value, element, events, graphics.value).catch(() => null)
    if (mine !== turn) return next?.dispose()
    if (!next) return events.failed()
    engine.value?.dispose()
    engine.value = next
    if (goal.value) next.look(goal.value.box, goal.value.edges, 0)
    measure()
    if (picture.value) next.show(picture.value)
  }
  const observer = new ResizeObserver(measure)
  onMounted(() => {
    if (host.value) observer.observe(host.value)
    void start()
  })
  watch(deep, () => void start())
  watch(picture, (next) => { if (next) engine.value?.show(next) })
  watch(goal, (next) => { if (next) engine.value?.look(next.box, next.edges, next.ms) })
  onScopeDispose(() => {
    turn++
    observer.disconnect()
    engine.value?.dispose()
    engine.value = null
  })
  return { engine, scale }
}
