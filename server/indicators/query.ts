import type { Catalog, Indicator } from '../catalog/index.ts'
import type { Comparison, Grain, Problem, Reach, RegionCode, RegionRef, Scope } from '../contract/index.ts'
import { bucketsBetween } from '../lib/index.ts'
import type { RegionNode, Regions } from '../regions/index.ts'

/** What can be asked of an indicator. `first` and `last` are starts of buckets, local milliseconds. */
export interface CellsQuery {
  indicator: string
  regions: readonly RegionCode[]
  grain: Grain
  first: number
  last: number
  compare?: readonly Comparison[]
  asOf?: number | null
  /** Answer as it was at this moment (local ms) for what looks at the clock; default: now. */
  at?: number | null
  tree?: 'bucket' | 'now'
  /** Each cell is followed by those of these categories' members; see `readCrossed`. */
  by?: readonly string[]
  /** Of single things only those whose name holds any of these words. */
  find?: readonly string[]
  /** Nobody will ask the same again: the answer is not kept. */
  once?: boolean
}

/** More cells than this in one answer are refused: page by time or by region. */
export const MOST_CELLS = 200_000

export const problem = (status: number, type: string, title: string, extra: Partial<Problem> = {}): Problem => ({
  type: `/problems/${type}`,
  title,
  status,
  ...extra,
})

/** Refused: the reader gets these words. Outside scope and absent are told apart by nobody. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title)
  }
}

/** The version a question is about; refuses one that is still to come, of which nobody can say what it holds. */
export const versionAsked = (asked: number | null | undefined, latest: number): number => {
  if (asked == null || asked <= latest) return asked ?? latest
  throw new Refused(
    problem(400, 'unknown-version', `还没有版本 ${asked}`, {
      field: 'asOf',
      hint: `最新的版本是 ${latest}；不写 asOf 就是最新的`,
    }),
  )
}

const inTheme = ({ themes }: Reach, theme: string): boolean => themes === 'all' || themes.includes(theme)

/** Tops of what may be seen of a theme. */
export const rootsIn = (scope: Scope, theme: string): RegionCode[] =>
  scope.reaches.filter((reach) => inTheme(reach, theme)).flatMap(({ roots }) => roots)

/** Whether anything of the theme may be seen, anywhere. */
export const mayReadTheme = (scope: Scope, theme: string): boolean =>
  scope.reaches.some((reach) => inTheme(reach, theme))

const reaches = (regions: Regions, reach: Reach, region: RegionCode, theme: string | undefined): boolean =>
  (theme === undefined || inTheme(reach, theme)) && reach.roots.some((root) => regions.contains(root, region))

/** The parts of a scope that reach a region, in a theme if one is named. */
export const reachesOf = (regions: Regions, scope: Scope, region: RegionCode, theme?: string): Reach[] =>
  scope.reaches.filter((reach) => reaches(regions, reach, region, theme))

export const mayRead = (regions: Regions, scope: Scope, region: RegionCode, theme?: string): boolean =>
  scope.reaches.some((reach) => reaches(regions, reach, region, theme))

/** Whether all places may be seen in a theme: only then may what is counted over a whole delivery be told. */
export const seesAll = (regions: Regions, scope: Scope, theme: string): boolean =>
  rootsIn(scope, theme).includes(regions.root.code)

/** A region as its reader may know it: what lies above their reach is not named. */
export const refFor = (regions: Regions, scope: Scope, { code, name, level, kind, parent }: RegionNode): RegionRef => ({
  code,
  name,
  level,
  kind,
  parent: parent !== null && mayRead(regions, scope, parent) ? parent : null,
})

/** Absent, or not for this reader: told apart by nobody. */
export const unknownIndicator = (id: string): Refused =>
  new Refused(
    problem(404, 'unknown-indicator', `没有指标 ${id}`, { field: 'id', hint: '可用的指标见 GET /api/v1/catalog' }),
  )

/** Checks a query against definitions, tree and scope; the indicator on success, a throw of `Refused` otherwise. */
export const admit = (catalog: Catalog, regions: Regions, scope: Scope, query: CellsQuery): Indicator => {
  const indicator = catalog.indicators.get(query.indicator)
  if (!indicator || !mayReadTheme(scope, indicator.theme)) {
    throw unknownIndicator(query.indicator)
  }
  const outside = query.regions.find(
    (region) => regions.resolve(region) === null || !mayRead(regions, scope, region, indicator.theme),
  )
  if (outside !== undefined) {
    throw new Refused(
      problem(404, 'unknown-region', `没有区域 ${outside}`, {
        field: 'region',
        hint: '可用的区域见 GET /api/v1/regions',
      }),
    )
  }
  if (!indicator.grains.includes(query.grain)) {
    throw new Refused(
      problem(400, 'unknown-grain', `指标 ${indicator.title} 没有 ${query.grain} 粒度`, {
        field: 'grain',
        hint: `可用:${indicator.grains.join('、')}`,
      }),
    )
  }
  const buckets = bucketsBetween(query.grain, query.first, query.last, MOST_CELLS).length
  if (buckets * query.regions.length > MOST_CELLS) {
    throw new Refused(
      problem(400, 'too-many-cells', `一次最多返回 ${MOST_CELLS} 个指标值`, {
        field: 'from',
        hint: '请缩短时间范围、放大粒度或减少区域',
      }),
    )
  }
  return indicator
}
