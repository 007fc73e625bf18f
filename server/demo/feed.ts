import type { DemoDeps } from './index.ts'

export interface Feed { stop: () => void }

/** Placeholder until the generator of live rows is here. */
export const startFeed = (_: DemoDeps & { url: string; seed: number }): Feed => ({ stop: () => undefined })
