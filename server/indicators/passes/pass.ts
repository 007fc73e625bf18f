import type { Catalog, Dataset, Indicator } from '../../catalog/index.ts'
import type { Grain, RegionCode } from '../../contract/index.ts'
import { bucketsBetween, bucketSql, endOf } from '../../lib/index.ts'
import { moment, type Sql } from '../../store/index.ts'
import { gridKey, parametersOf, type Ask, type Grid } from '../ask.ts'
import type { Measure } from '../parts.ts'
import type { Presence } from '../presence.ts'
import type { Memory } from '../remember.ts'
import { rowsOf } from '../source.ts'
import { memberOf } from '../split/member.ts'
import { validAt } from '../tree.ts'

/** What every pass works with. */
export interface PassContext {
  catalog: Catalog
  /** Whether the place tree has validity dates. */
  dated: boolean
  sql: Sql
  /** The same, for what goes through very many rows. */
  wide: Sql
  /** Whether a region has others below it. */
  isInner: (region: RegionCode) => boolean
  /** When what a delivered dataset's rows say last changed. */
  presence: Pick<Presence, 'versionOf' | 'versionWithin' | 'beginningsOf'>
  /** The relation of what was open in a dataset at a moment (local ms) or later; `null` where only the facts know. */
  standing: (dataset: Dataset, look: number) => string | null
  remember: Memory['remember']
  isWanted: Memory['isWanted']
  /** Makes something once within this reading, and forgets it with it. */
  once: <T>(key: string, make: () => Promise<T>) => Promise<T>
}

/** Computes one indicator for one ask. The SQL is also what the 口径卡 shows. */
export interface Pass {
  /** Its parameters are `parametersOf` the ask. The result has `region`, `bucket` (local ms) and `reported`. */
  compile: (context: Pick<PassContext, 'catalog' | 'dated'>, indicator: Indicator, ask: Ask) => string
  finish: (indicator: Indicator, row: (column: string) => number | null) => Measure
}

export const bucketEndSql = (grain: Grain, start: string): string =>
  grain === 'dekad' ? bucketSql('dekad', `${start} + interval 11 days`) : `(${start} + interval 1 ${grain})`

/** The facts an ask looks at, cut where only the first part of each bucket counts. */
export const factsOf = (context: Pick<PassContext, 'catalog'>, indicator: Indicator, ask: Ask): string => {
  const dataset = context.catalog.datasets.get(indicator.from!)!
  const rows = rowsOf(dataset, { from: ask.first, until: endOf(ask.grain, ask.last), asOf: ask.asOf })
  const cut = ask.cut === null ? '' : ` where epoch_ms(_at) - epoch_ms(${bucketSql(ask.grain, '_at')}) < ${ask.cut}`
  return memberOf(context, indicator, ask, `select * from (${rows})${cut}`)
}

/**
 * The member beside region and bucket, for a `select` and its `group by`; nothing where numbers are asked for whole.
 */
export const byMember = ({ by = [] }: Ask): { select: string; group: string } =>
  by.length === 0 ? { select: '', group: '' } : { select: ', _member as member', group: ', _member' }

/**
 * The moment a bucket is looked at: its end, the cut inside it, or now while it is running (what happened at this very
 * moment has happened).
 */
export const momentOf = (ask: Ask, start: number): number =>
  Math.min(ask.cut === null ? endOf(ask.grain, start) : start + ask.cut, ask.now + 1)

/** The regions named by parameter `$1`. */
export const ASKED = '_ancestor in (select unnest($1::VARCHAR[]))'

/** Join of anything with `_region` and `_bucket` to the regions asked for. */
export const joinTree = (context: Pick<PassContext, 'dated'>, ask: Ask, alias: string, regions = ASKED): string =>
  `join tree on _descendant = ${alias}._region where ${regions} ${validAt(context.dated, ask, bucketEndSql(ask.grain, `${alias}._bucket`))}`

/** A trend on a screen is shorter. */
const MANY_BUCKETS = 100

const isWide = ({ by, asOf, grain, first, last }: Ask): boolean =>
  Boolean(by?.length) || asOf !== null || bucketsBetween(grain, first, last, MANY_BUCKETS).length > MANY_BUCKETS

export const runPass = async (pass: Pass, context: PassContext, indicator: Indicator, ask: Ask): Promise<Grid> => {
  const table = await (isWide(ask) ? context.wide : context.sql).query(
    pass.compile(context, indicator, ask),
    parametersOf(ask),
  )
  const regions = table.column('region') as string[]
  const buckets = table.column('bucket') as number[]
  const reported = table.column('reported') as number[]
  const members = ask.by?.length ? (table.column('member') as string[]) : null
  const grid: Grid = new Map()
  regions.forEach((region, index) => {
    const measure = pass.finish(indicator, (column) => table.column(column)[index] as number | null)
    grid.set(gridKey(region, buckets[index]!, members?.[index]), { ...measure, reported: reported[index]! })
  })
  return grid
}

export { moment }
