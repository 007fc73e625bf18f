import type { Indicator } from '../../catalog/index.ts'
import type { Cell, Grain, RegionCode } from '../../contract/index.ts'
import type { Pin } from '../table/index.ts'
import type { Block } from '../document/model.ts'

/** A number a report took, with all that is known of it. */
export interface Used {
  indicator: Indicator
  grain: Grain
  region: { code: RegionCode; name: string }
  cell: Cell
  /** Its category, where numbers were asked for by category. */
  member: string | null
  /** The state of the data it was read at. */
  pin: Pick<Pin, 'version' | 'asOf'>
}

/** Notes, while a report is written, every number that is read for it, and where each went. */
export interface Behind {
  use: (used: Used) => void
  /** What was read since the last time stands in this block; `null` = it decided what was written. */
  into: (block: Block | null) => void
  /** Words about an alert and its case that the text named. */
  say: (word: string, words: string) => void
  all: () => { used: Used; block: Block | null }[]
  said: () => ReadonlyMap<string, string>
}

export const createBehind = (): Behind => {
  const placed: { used: Used; block: Block | null }[] = []
  const said = new Map<string, string>()
  let waiting: Used[] = []
  return {
    use: (used) => void waiting.push(used),
    into: (block) => {
      placed.push(...waiting.map((used) => ({ used, block })))
      waiting = []
    },
    say: (word, words) => void said.set(word, words),
    all: () => placed,
    said: () => said,
  }
}
