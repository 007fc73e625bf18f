import { tellPlot } from '../../../fixtures/demo/index.ts'
import type { Catalog } from '../../catalog/index.ts'
import type { RegionNode, Regions } from '../../regions/index.ts'
import type { Draw } from '../draw.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/**
 * `words` is drawn from apart, so that what is said changes nothing of what happens; `titles` are those that were used.
 */
export interface Stage {
  regions: Regions
  catalog: () => Catalog
  draw: Draw
  words: Draw
  titles: Set<string>
  now: number
}

export const pointIn = ({ lon, lat }: RegionNode, draw: Draw): [number, number] | null =>
  lon === null || lat === null
    ? null
    : [Number((lon + (draw() - 0.5) * 0.008).toFixed(5)), Number((lat + (draw() - 0.5) * 0.007).toFixed(5))]

const MOST_TRIES = 50

/** What a plot says of a village, in words nothing else was called by. */
export const plotOf = (
  [title, done]: readonly [string, string],
  village: RegionNode,
  { words, titles }: Stage,
): { title: string; done: string } => {
  let told = tellPlot(title, village.name, words)
  for (let tries = 0; titles.has(told) && tries < MOST_TRIES; tries += 1) told = tellPlot(title, village.name, words)
  titles.add(told)
  return { title: told, done: tellPlot(done, village.name, words) }
}
