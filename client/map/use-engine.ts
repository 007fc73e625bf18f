import { onMounted, onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { Engine, EngineEvents, Picture, Scale } from './engine-port.ts'
import type { Box, Edges } from './ground/camera.ts'
import { FlatEngine } from './flat/flat-engine.ts'
import type { Graphics } from './graphics.ts'

/** What the map shall look at; a new object is a new flight. */
export interface Goal {
  box: Box
  edges: Edges
  ms: number
}

interface Wishes {
  host: Readonly<Ref<HTMLElement | null>>
  picture: Readonly<Ref<Picture | null>>
  goal: Readonly<Ref<Goal | null>>
  /** Whether depth is wanted; it needs the other engine, which is fetched then and not before. */
  deep: Readonly<Ref<boolean>>
  graphics: Readonly<Ref<Graphics>>
  events: EngineEvents
}

type Kind = 'flat' | 'deep'
interface Stand {
  engine: Engine
  element: HTMLElement
}

const scaleOf = (host: HTMLElement): Scale => ({
  unit: Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 100 || 1,
  density: window.devicePixelRatio * (host.offsetWidth > 0 ? host.getBoundingClientRect().width / host.offsetWidth : 1),
})

const build = async (kind: Kind, element: HTMLElement, graphics: Graphics, events: EngineEvents): Promise<Engine> =>
  kind === 'deep'
    ? new (await import('./engine.ts')).DeepEngine(element, events)
    : new FlatEngine(element, events, graphics === 'hardware')

/**
 * Engines of one map, each built when first wanted and then kept: a wall switches between them all day, and the one
 * with depth does not give everything back when it ends. The one not wanted is hidden and draws nothing.
 */
const createStands = ({ events, graphics }: Wishes) => {
  const stands = new Map<Kind, Promise<Stand>>()
  let over = false
  const drop = ({ engine, element }: Stand): void => {
    engine.dispose()
    element.remove()
  }
  const create = async (kind: Kind, host: HTMLElement): Promise<Stand> => {
    const element = document.createElement('div')
    element.style.cssText = 'position:absolute;inset:0'
    host.append(element)
    const failed = (): void => {
      void stands.get(kind)?.then(drop, () => undefined)
      stands.delete(kind)
      events.failed()
    }
    const stand = { engine: await build(kind, element, graphics.value, { ...events, failed }), element }
    if (over) drop(stand)
    return stand
  }
  return {
    /** The engine of a kind, alone to be seen; `null` when it cannot be had. */
    take: async (kind: Kind, host: HTMLElement): Promise<Engine | null> => {
      const wanted = stands.get(kind) ?? create(kind, host)
      stands.set(kind, wanted)
      const stand = await wanted.catch(() => null)
      if (!stand) stands.delete(kind)
      for (const other of await Promise.allSettled(stands.values())) {
        if (stand && other.status === 'fulfilled')
          other.value.element.style.visibility = other.value === stand ? '' : 'hidden'
      }
      return stand?.engine ?? null
    },
    end: (): void => {
      over = true
      for (const stand of stands.values()) void stand.then(drop, () => undefined)
    },
  }
}

/** Keeps the engine wanted drawing what is wished for as long as the component lives. */
export const useEngine = (wishes: Wishes): { engine: ShallowRef<Engine | null>; scale: ShallowRef<Scale> } => {
  const { host, picture, goal, deep, events } = wishes
  const engine = shallowRef<Engine | null>(null)
  const scale = shallowRef<Scale>({ unit: 1, density: 1 })
  const stands = createStands(wishes)
  let turn = 0
  const measure = (): void => {
    if (!host.value || host.value.offsetWidth === 0) return
    scale.value = scaleOf(host.value)
    engine.value?.resize(scale.value)
  }
  const start = async (): Promise<void> => {
    const mine = ++turn
    const next = host.value && (await stands.take(deep.value ? 'deep' : 'flat', host.value))
    if (mine !== turn) return
    if (!next) return events.failed()
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
  watch(picture, (next) => {
    if (next) engine.value?.show(next)
  })
  watch(goal, (next) => {
    if (next) engine.value?.look(next.box, next.edges, next.ms)
  })
  onScopeDispose(() => {
    turn++
    observer.disconnect()
    engine.value = null
    stands.end()
  })
  return { engine, scale }
}
