import type { Engine, EngineEvents } from './engine-port.ts'

/** The map with depth. */
export const createDeepEngine = (host: HTMLElement, events: EngineEvents): Engine => {
  throw new Error(`no depth yet ${host.id}${typeof events}`)
}
