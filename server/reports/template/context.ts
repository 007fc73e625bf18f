import type { Catalog, Indicator } from '../../catalog/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Behind } from '../behind/index.ts'
import type { Special } from '../special/index.ts'
import type { CasesOf } from './cases.ts'
import type { Numbers, Occasion } from './numbers.ts'

/** What a text is filled from. */
export interface FillContext {
  catalog: Catalog
  clock: Clock
  numbers: Numbers
  behind: Behind
  occasion: Occasion
  region: { name: string; childLevel: string }
  exporter: string
  /** The alert or case it is about; `null` = about a period. */
  special: Special | null
  /** Cases of its place and themes. */
  cases: CasesOf
  /** Headings numbered so far. */
  headings: { count: number }
}

/** An indicator the text names; the check has found it. */
export const indicatorOf = ({ catalog }: FillContext, id: string): Indicator => catalog.indicators.get(id)!
