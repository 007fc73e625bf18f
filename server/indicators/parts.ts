import { createHash } from 'node:crypto'
import type { Expression, Indicator, Term, Value } from '../catalog/index.ts'
import type { Ask } from './ask.ts'

/** A mergeable piece of a number: an aggregate over facts, and how two of them make one. */
export interface Part {
  /** Stable name derived from the SQL, so that equal parts of several indicators are stored once. */
  column: string
  sql: string
  merge: 'sum' | 'min' | 'max'
}

/** What is known of one cell before it is judged. */
export interface Measure {
  value: number | null
  numerator: number | null
  denominator: number | null
  /** Facts the value was computed from, after `where`. */
  rows: number
}

/** An indicator as parts and the one place where they become a value: divide last. */
interface PartPlan {
  parts: Part[]
  finish: (part: (column: string) => number | null) => Measure
}

const part = (sql: string, merge: Part['merge'] = 'sum'): Part => ({
  column: `p_${createHash('sha256').update(`${merge} ${sql}`).digest('hex').slice(0, 12)}`,
  sql,
  merge,
})

const both = (...conditions: (string | null)[]): string => {
  const real = conditions.filter((condition) => condition !== null && condition !== 'true' && condition !== '(true)')
  return real.length === 0 ? '' : ` filter (${real.map((condition) => `(${condition})`).join(' and ')})`
}

/**
 * Sums are exact decimals: the order in which rows or partial sums are added never changes a digit, so an
 * increment and a rebuild, or a town and its villages, cannot differ in the last place.
 */
const sum = (of: Expression, where: string | null): Part =>
  part(`sum(try_cast(${of.sql} as DECIMAL(38, 9)))${both(where)}`)
const count = (of: Expression | null, where: string | null): Part => part(`count(*)${both(where, of?.sql ?? null)}`)
const filled = (of: Expression, where: string | null): Part =>
  part(`count(try_cast(${of.sql} as DECIMAL(38, 9)))${both(where)}`)
const term = (side: Term, where: string | null): Part =>
  side.kind === 'count' ? count(side.of, where) : sum(side.of, where)

const divide = (over: number | null, under: number | null, times = 1): number | null =>
  over === null || under === null || under === 0 ? null : (over * times) / under

type Mergeable = Extract<Value, { kind: 'count' | 'sum' | 'min' | 'max' | 'average' | 'ratio' | 'distinct' }>

const single = (value: Part, rows: Part): PartPlan => ({
  parts: [value, rows],
  finish: (of) => ({ value: of(value.column), numerator: null, denominator: null, rows: of(rows.column) ?? 0 }),
})

/** Where rows came in but none counts, the sum is 0; where those that count hold no number, it is unknown. */
const total = (value: Part, rows: Part): PartPlan => ({
  parts: [value, rows],
  finish: (of) => ({
    value: of(value.column) ?? (of(rows.column) === 0 ? 0 : null),
    numerator: null,
    denominator: null,
    rows: of(rows.column) ?? 0,
  }),
})

const plans: {
  [K in Mergeable['kind']]: (value: Extract<Mergeable, { kind: K }>, where: string | null, rows: Part) => PartPlan
} = {
  count: (value, where, rows) => single(count(value.of, where), rows),
  sum: (value, where, rows) => total(sum(value.of, where), rows),
  min: (value, where, rows) => single(part(`min((${value.of.sql})::DOUBLE)${both(where)}`, 'min'), rows),
  max: (value, where, rows) => single(part(`max((${value.of.sql})::DOUBLE)${both(where)}`, 'max'), rows),
  distinct: (value, where, rows) => single(part(`count(distinct ${value.of.sql})${both(where)}`), rows),
  average: (value, where, rows) => pair(sum(value.of, where), filled(value.of, where), 1, rows),
  ratio: (value, where, rows) => pair(term(value.of, where), term(value.to, where), value.times, rows),
}

const pair = (over: Part, under: Part, times: number, rows: Part): PartPlan => ({
  parts: [over, under, rows],
  finish: (of) => {
    const numerator = of(over.column)
    const denominator = of(under.column)
    return { value: divide(numerator, denominator, times), numerator, denominator, rows: of(rows.column) ?? 0 }
  },
})

const usesClock = (expressions: (Expression | null)[]): boolean =>
  expressions.some((one) => one !== null && (one.usesNow || one.usesBucketEnd))

const expressionsOf = (value: Mergeable): Expression[] =>
  value.kind === 'ratio' ? [value.of.of, value.to.of] : [value.of]

const isMergeable = (value: Value): value is Mergeable => value.kind in plans

const planned = new WeakMap<Indicator, PartPlan>()

/**
 * The parts of an indicator over facts; `null` for kinds with a pass of their own (latest, active, quantile, formula,
 * index).
 */
export const planParts = (indicator: Indicator): PartPlan | null => {
  if (!isMergeable(indicator.value)) return null
  const known = planned.get(indicator)
  if (known) return known
  const where = indicator.where?.sql ?? null
  const plan = plans[indicator.value.kind] as (value: Mergeable, where: string | null, rows: Part) => PartPlan
  const made = plan(indicator.value, where, count(null, where))
  planned.set(indicator, made)
  return made
}

/**
 * True when the parts of small buckets add up to those of large ones and do not depend on the moment of
 * asking, so that they may be stored; distinct counts never do, nor does what looks at the clock.
 */
export const isStored = (indicator: Indicator): boolean =>
  isMergeable(indicator.value)
  && indicator.value.kind !== 'distinct'
  && !usesClock([indicator.where, ...expressionsOf(indicator.value)])

const DAY = 86_400_000

/** Whether stored parts answer this: whole hours or days of today's facts, not split by anything. */
export const isReadFromCells = (indicator: Indicator, { by, asOf, cut }: Pick<Ask, 'by' | 'asOf' | 'cut'>): boolean =>
  isStored(indicator) && !by?.length && asOf === null && (cut === null || cut % DAY === 0)
