import { dimensionsOf, type Indicator } from '../../catalog/index.ts'
import type { Change, Comparison, RegionCode, Scope } from '../../contract/index.ts'
import { gridKey, JOINT, type Ask, type Grid, type MembersOnly } from '../ask.ts'
import { measure } from '../engine.ts'
import { changeOf } from '../judge/change.ts'
import { admit, problem, Refused, type CellsQuery } from '../query.ts'
import { readCompared } from '../read/compare.ts'
import type { ReadContext } from '../read/read-cells.ts'
import { admitThings } from './things.ts'

/** An indicator split by one or two of its dimensions. */
export interface SplitQuery extends CellsQuery {
  by: readonly string[]
  /** Of one of them only these. */
  among?: MembersOnly
}

/** What a member counts for; `null` = nothing is known. */
export interface SplitCell {
  value: number | null
  /** The parts of a ratio or average; `null` for other kinds. */
  numerator: number | null
  denominator: number | null
  rows: number
  compare: Partial<Record<Comparison, Change>>
  /** The number is not told to this reader: it is about too few people, or would give such a one away. */
  suppressed?: true
  /** From this many on such numbers are told; only where `suppressed`. */
  below?: number
}

/**
 * Members in no order, each as the values of the dimensions asked for (a value never delivered is empty), and their
 * numbers.
 */
export interface Split {
  members: string[][]
  at: (region: RegionCode, bucket: number, member: readonly string[]) => SplitCell
}

/** Where rows came in but none of a member's, these are zero; a rate of nothing stays unknown. */
const COUNTED = ['count', 'sum', 'distinct', 'active']

/** Throws `Refused` for a dimension the indicator does not have. */
export const admitSplit = (context: ReadContext, scope: Scope, query: SplitQuery): Indicator => {
  const indicator = admit(context.catalog, context.regions, scope, query)
  const known = dimensionsOf(context.catalog, indicator)
  const unknown = query.by.find((id) => !known.some((dimension) => dimension.id === id))
  if (unknown !== undefined) {
    const hint =
      known.length === 0
        ? '这个指标没有可用的维度'
        : `可用：${known.map(({ id, title }) => `${id}（${title}）`).join('、')}`
    throw new Refused(
      problem(400, 'unknown-dimension', `指标 ${indicator.title} 不能按 ${unknown} 分组`, { field: 'by', hint }),
    )
  }
  const each = known.filter((dimension) => dimension.each && query.by.includes(dimension.id))
  if (each.length > 1)
    throw new Refused(
      problem(400, 'bad-parameter', `${each.map(({ title }) => title).join('、')}一次只能逐个列出一种`, {
        field: 'by',
      }),
    )
  return indicator
}

const membersIn = (grid: Grid): string[] => [
  ...new Set([...grid.keys()].map((key) => key.split(' ').slice(2).join(' '))),
]

/** A split's question as the engine takes it. */
export const splitAsk = (
  { now }: Pick<ReadContext, 'now'>,
  { regions, grain, first, last, by, among, asOf, tree }: SplitQuery,
): Ask => ({
  regions,
  grain,
  first,
  last,
  by,
  ...(among ? { only: among } : {}),
  cut: null,
  asOf: asOf ?? null,
  tree: tree ?? 'bucket',
  now,
})

/** Splits an indicator by category: the same definition over the rows of each member. */
export const readSplit = async (context: ReadContext, query: SplitQuery, scope: Scope): Promise<Split> => {
  const indicator = admitSplit(context, scope, query)
  await admitThings(context, scope, indicator, query)
  const ask = splitAsk(context, query)
  const grid = await measure(context, indicator, ask)
  const compared: [Comparison, Awaited<ReturnType<typeof readCompared>>][] = []
  for (const basis of query.compare ?? []) compared.push([basis, await readCompared(context, indicator, ask, basis)])
  const members = membersIn(grid)
  const whole: Grid = COUNTED.includes(indicator.value.kind)
    ? await measure(context, indicator, { ...ask, by: [] })
    : new Map()
  return {
    members: members.map((member) => member.split(JOINT)),
    at: (region, bucket, parts) => {
      const member = parts.join(JOINT)
      const measured = grid.get(gridKey(region, bucket, member))
      const value = measured ? measured.value : whole.has(gridKey(region, bucket)) ? 0 : null
      const compare = compared.map(([basis, at]) => {
        const { then, partial, value: earlier } = at(region, bucket, member)
        return [basis, changeOf(indicator, value, { then: earlier, bucket: context.clock.zone.format(then), partial })]
      })
      return {
        value,
        numerator: measured?.numerator ?? null,
        denominator: measured?.denominator ?? null,
        rows: measured?.rows ?? 0,
        compare: Object.fromEntries(compare) as SplitCell['compare'],
      }
    },
  }
}
