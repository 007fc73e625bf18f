import { thingsIn, type Catalog } from '../catalog/index.ts'
import type { CellsParameters, Grain, RegionCode, Scope } from '../contract/index.ts'
import { parseLocal, startOf, type Clock } from '../lib/index.ts'
import type { Regions } from '../regions/index.ts'
import { mayRead, mayReadTheme, problem, Refused, rootsIn, type CellsQuery } from './query.ts'
import { wordsIn } from './split/things.ts'

/** Crossing more makes cells of next to nothing. */
const MOST_CATEGORIES = 2

interface Known {
  catalog: Catalog
  regions: Regions
  clock: Clock
  scope: Scope
}

/**
 * Start of the bucket a reader's date or moment lies in; the running one when none is given. Throws `Refused` when it
 * cannot be read.
 */
export const bucketOf = (clock: Clock, grain: Grain, text: string | undefined, field: string): number => {
  if (text === undefined) return startOf(grain, clock.local())
  const local = parseLocal(clock.zone, text)
  if (local === null) {
    throw new Refused(
      problem(400, 'unreadable-time', `无法识别的时间“${text}”`, {
        field,
        hint: '请写作 2026-11-21 或 2026-11-21T08:00:00+08:00',
      }),
    )
  }
  return startOf(grain, local)
}

const nowhere = problem(404, 'unknown-region', '您还没有可以查看的区域', {
  field: 'region',
  hint: '请系统管理员为您授权区域',
})

/** Where a reader begins who names no region: the first top of what they may see, of a theme if they see any of it. */
const topOf = (scope: Scope, theme: string | undefined): RegionCode | null =>
  (theme === undefined ? undefined : rootsIn(scope, theme)[0]) ?? scope.reaches.flatMap(({ roots }) => roots)[0] ?? null

/**
 * The region a reader names, or the top of what they may see. Throws `Refused` when there is none such for them, or
 * none with this theme.
 */
export const regionOf = (regions: Regions, scope: Scope, written: string | undefined, theme?: string): RegionCode => {
  const code = written === undefined ? topOf(scope, theme) : regions.resolve(written)
  if (
    code === null
    || !mayRead(regions, scope, code)
    || (theme !== undefined && mayReadTheme(scope, theme) && !mayRead(regions, scope, code, theme))
  ) {
    throw new Refused(
      written === undefined
        ? nowhere
        : problem(404, 'unknown-region', `没有区域 ${written}`, {
            field: 'region',
            hint: '可用的区域见 GET /api/v1/regions',
          }),
    )
  }
  return code
}

/** Categories asked for, with commas between them. Throws `Refused` for what makes no table. */
const byOf = (written: string | undefined): readonly string[] => {
  const by = (written ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  if (by.length > MOST_CATEGORIES || new Set(by).size < by.length)
    throw new Refused(problem(400, 'bad-parameter', `一次最多按 ${MOST_CATEGORIES} 个不同的维度分类`, { field: 'by' }))
  return by
}

const childrenOf = (
  regions: Regions,
  region: RegionCode,
  children: string | undefined,
): readonly { code: RegionCode }[] => {
  if (children === undefined || children === 'false') return [{ code: region }]
  if (children === 'true') return regions.children(region)
  if (!regions.levels.some((level) => level.id === children)) {
    throw new Refused(
      problem(400, 'unknown-level', `没有层级 ${children}`, {
        field: 'children',
        hint: `可用:true、${regions.levels.map((level) => level.id).join('、')}`,
      }),
    )
  }
  return regions.descendants(region, children)
}

/** Of some places those that were picked out; all when nobody picked. Throws `Refused` when none is left. */
export const pickedOf = <P extends { code: RegionCode }>(
  places: readonly P[],
  only: readonly RegionCode[] | undefined,
): readonly P[] => {
  if (only === undefined) return places
  const picked = places.filter(({ code }) => only.includes(code))
  if (picked.length === 0)
    throw new Refused(problem(404, 'unknown-region', '所选区域都不在这个范围内', { field: 'only' }))
  return picked
}

/** Things looked for by name. Throws `Refused` where none are listed. */
const soughtBy = (
  { catalog, scope }: Known,
  id: string,
  by: readonly string[],
  written: string | undefined,
): Pick<CellsQuery, 'find'> => {
  const find = wordsIn(written ?? '')
  if (find.length === 0) return {}
  const indicator = catalog.indicators.get(id)
  if (indicator && mayReadTheme(scope, indicator.theme) && !thingsIn(catalog, indicator, by))
    throw new Refused(
      problem(400, 'bad-parameter', '按名称查找只用于逐个列出的维度', {
        field: 'find',
        hint: '请在 by 中写上逐个列出的维度，例如企业',
      }),
    )
  return { find }
}

/** A query from the parameters of a request; whether the reader may ask it is for `admit` to say. */
export const cellsQueryOf = (known: Known, indicator: string, parameters: CellsParameters): CellsQuery => {
  const { catalog, regions, clock, scope } = known
  const grain = parameters.grain ?? catalog.indicators.get(indicator)?.grain ?? 'day'
  const last = bucketOf(clock, grain, parameters.to, 'to')
  const first = parameters.from === undefined ? last : bucketOf(clock, grain, parameters.from, 'from')
  if (first > last) throw new Refused(problem(400, 'empty-span', '起始时间晚于结束时间', { field: 'from' }))
  const by = byOf(parameters.by)
  return {
    indicator,
    regions: pickedOf(
      childrenOf(
        regions,
        regionOf(regions, scope, parameters.region, catalog.indicators.get(indicator)?.theme),
        parameters.children,
      ),
      parameters.only?.split(','),
    ).map(({ code }) => code),
    grain,
    first,
    last,
    compare: parameters.compare ?? [],
    asOf: parameters.asOf ?? null,
    tree: parameters.tree ?? 'bucket',
    ...(by.length > 0 ? { by } : {}),
    ...soughtBy(known, indicator, by, parameters.find),
  }
}
