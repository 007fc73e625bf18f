import type { Band, BandScale, Grain } from '../../contract/index.ts'
import type { Threshold } from '../schema/index.ts'
import type { OneOf } from './one-of.ts'
import type { Expression, Origin } from './origin.ts'

export type Term = { kind: 'count' | 'sum'; of: Expression }

/** `count` takes a boolean expression; `all` in a definition is the expression `true`. */
export type Value =
  | OneOf<'count' | 'sum' | 'min' | 'max' | 'average' | 'distinct'>
  | { kind: 'ratio'; of: Term; to: Term; times: number }
  | { kind: 'quantile'; of: Expression; at: number }
  | { kind: 'latest'; of: Expression; per: string[]; across: 'sum' | 'average' | 'min' | 'max' }
  | { kind: 'active'; from: Expression; until: Expression }
  | {
      kind: 'formula'
      text: string
      parts: Record<string, string>
      evaluate: (parts: Record<string, number | null>) => number | null
    }
  | { kind: 'index'; parts: { indicator: string; weight: number; line: [number, number][] }[] }

export interface BandRule {
  band: Band
  when: Threshold
}

export interface Bands {
  scale: BandScale
  /** Worst first; by level of region, `*` for any level not named. */
  rules: Record<string, BandRule[]>
  /** `null` = every grain. */
  grains: Grain[] | null
}

export interface Target {
  kind: 'expected' | 'binding'
  /** By year, ascending; `regions` overrides `value` (`null` = only the named regions have one). */
  years: { year: number; value: number | null; regions: Record<string, number> }[]
}

export interface Indicator {
  id: string
  title: string
  theme: string
  meaning: string
  basis: string | null
  unit: string
  decimals: number
  better: 'higher' | 'lower' | 'neither'
  /** Dataset; `null` for formula and index. */
  from: string | null
  where: Expression | null
  value: Value
  grains: Grain[]
  grain: Grain
  bands: Bands | null
  target: Target | null
  /** All datasets the value depends on, through formulas and indices too. */
  datasets: string[]
  synthetic: boolean
  origin: Origin
}
