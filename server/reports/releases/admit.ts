import { maskOf, type Catalog, type DeliveredDataset } from '../../catalog/index.ts'
import { actionWords, type Action, type Person, type RegionCode, type Scope } from '../../contract/index.ts'
import { mayRead, problem, Refused, type Indicators } from '../../indicators/index.ts'
import type { Regions } from '../../regions/index.ts'

export interface AdmitDeps {
  indicators: Indicators
  catalog: () => Catalog
  regions: Regions
  /** What a person may do so with. */
  rightTo: (person: Person, action: Action) => Scope
}

/** Rows one file may hold: what is told of persons leaves in portions that somebody can answer for. */
export const MOST_ROWS = 10_000

interface Wanted {
  dataset: string
  region: RegionCode
  from: number
  until: number
  columns: readonly string[]
}

const mayAll = (
  { regions, rightTo, catalog }: AdmitDeps,
  person: Person,
  { dataset, region }: Pick<Wanted, 'dataset' | 'region'>,
  actions: readonly Action[],
): boolean => {
  const theme = catalog().datasets.get(dataset)?.theme
  return theme !== undefined && actions.every((action) => mayRead(regions, rightTo(person, action), region, theme))
}

/**
 * Whether somebody may decide what of these rows leaves the house: who could see all of it, take it out, and did not
 * ask.
 */
export const mayDecide = (
  deps: AdmitDeps,
  person: Person,
  asker: Person,
  wanted: Pick<Wanted, 'dataset' | 'region'>,
): boolean => person.id !== asker.id && mayAll(deps, person, wanted, ['rows', 'unmask', 'export'])

/** Anything that tells of persons, masked or not. */
export const isAboutPersons = (dataset: DeliveredDataset): boolean =>
  dataset.class === 'personal' || Object.keys(dataset.columns).some((column) => maskOf(dataset, column) !== null)

/**
 * Admits rows to be taken out by somebody and says how many there are. Throws `Refused`: in the words for a dataset
 * that is not there where they may not know of it, 403 where they may see less than rows or take nothing out.
 */
export const admitRows = async (
  deps: AdmitDeps,
  person: Person,
  wanted: Wanted,
): Promise<{ dataset: DeliveredDataset; total: number }> => {
  if (mayAll(deps, person, wanted, ['aggregate']) && !mayAll(deps, person, wanted, ['rows', 'export'])) {
    throw new Refused(
      problem(403, 'not-allowed', '没有导出这里明细的权限', {
        hint: `需要“${actionWords.rows.title}”和“${actionWords.export.title}”权限，请联系本单位管理员`,
      }),
    )
  }
  const { dataset: id, region, from, until, columns } = wanted
  const { total } = await deps.indicators.rows(
    { dataset: id, region, from, until, offset: 0, limit: 1 },
    deps.rightTo(person, 'rows'),
  )
  const dataset = deps.catalog().datasets.get(id) as DeliveredDataset
  const other = columns.find((column) => !(column in dataset.columns) || maskOf(dataset, column) === null)
  if (other !== undefined)
    throw new Refused(
      problem(400, 'not-masked', `列“${other}”没有脱敏或不存在`, {
        field: 'columns',
        hint: '只需列出要以原文导出的脱敏列',
      }),
    )
  if (total > MOST_ROWS)
    throw new Refused(
      problem(400, 'too-many-rows', `明细一次最多导出 ${MOST_ROWS} 行，本次有 ${total} 行`, {
        field: 'from',
        hint: '请缩短时间范围或缩小区域',
      }),
    )
  return { dataset, total }
}
