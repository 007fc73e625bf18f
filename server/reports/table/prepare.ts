import { dimensionsOf, type Catalog, type Dimension, type Indicator } from '../../catalog/index.ts'
import { bucketTitle, type CellsParameters, type Person, type Scope } from '../../contract/index.ts'
import { cellsQueryOf, problem, refFor, Refused, type CellsQuery } from '../../indicators/index.ts'
import { parseLocal } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import {
  EXPORTERS,
  named,
  watermarkOf,
  type Exporter,
  type Row,
  type Sheet,
  type Stamp,
  type TableFormat,
} from '../export/index.ts'
import { NO_SPOOL, type Spool } from '../jobs/index.ts'
import { admitAll, sameAs, type TableDeps } from './admit.ts'
import { columnsFor, type RowSource } from './columns.ts'
import { definitionsSheet, qualitySheet } from './notes.ts'
import { countRows, deepened, piecesOf, readPinned, ROWS_AT_ONCE, rowsOf, type Deep, type Pin } from './pages.ts'

/** Who takes what out. The scope is that of the right to export; `spool` keeps what has been read. */
export interface TableRequest {
  person: Person
  scope: Scope
  indicators: readonly string[]
  parameters: CellsParameters
  format: TableFormat
  spool?: Spool
}

/** A table ready to be written: it has been admitted, its size is known, and its data are pinned to one version. */
export interface PreparedTable {
  stamp: Stamp
  rows: number
  /** File name without extension. */
  name: string
  /** Data first, then what explains it. `read` is told how many rows have been read. */
  sheets: (read?: (rows: number) => void) => Sheet[]
}

/** Rows one file may hold; beyond that nobody opens it. */
const MOST_EXPORTED = 3_000_000

const regionWords = (regions: Regions, query: CellsQuery): string => {
  const names = query.regions.slice(0, 3).map((code) => regions.get(code)?.name ?? code)
  return query.regions.length > 3 ? `${names.join('、')}等 ${query.regions.length} 个区域` : names.join('、')
}

const spanWords = ({ clock }: TableDeps, { grain, first, last }: CellsQuery): string => {
  const [from, to] = [first, last].map((at) => bucketTitle(clock.zone.format(at), grain))
  return from === to ? from! : `${from} 至 ${to}`
}

/** The categories numbers are crossed with, as their columns are called. */
const categoriesOf = (catalog: Catalog, indicator: Indicator, { by = [] }: CellsQuery): Dimension[] =>
  by.flatMap((id) => dimensionsOf(catalog, indicator).find((one) => one.id === id) ?? [])

const titleOf = (found: readonly Indicator[], by: readonly Dimension[]): string => {
  const title =
    found.length > 2 ? `${found[0]!.title}等 ${found.length} 项指标` : found.map((one) => one.title).join('、')
  return by.length === 0 ? title : `${title}（按${by.map((one) => one.title).join('、')}）`
}

const checkSize = (rows: number, format: TableFormat | null): void => {
  const most = Math.min(MOST_EXPORTED, (format && EXPORTERS[format].mostRows) ?? MOST_EXPORTED)
  if (rows > most)
    throw new Refused(
      problem(400, 'too-many-rows', `一次最多导出 ${most} 行，本次有 ${rows} 行`, {
        field: 'from',
        hint: '请缩短时间范围、放大粒度、减少区域，或改用 CSV、Excel、Parquet 格式',
      }),
    )
}

/** Admits a request and says what it comes to. Throws `Refused` for what is unknown to this person or too large. */
export const prepareTable = async (
  deps: TableDeps,
  { person, scope, indicators: ids, parameters, format, spool = NO_SPOOL }: TableRequest,
): Promise<PreparedTable> => {
  const { indicators, regions, clock } = deps
  const catalog = deps.catalog()
  const queries = ids.map((id) => cellsQueryOf({ catalog, regions, clock, scope }, id, parameters))
  const now = await admitAll(deps, queries, scope)
  const deep: Deep[] = []
  for (const query of queries) deep.push(await deepened(indicators, catalog, query))
  const exact = deep.every((one) => one.exact)
  checkSize(rowsOf(deep), exact ? format : null)
  // One page is read again sooner than it is kept.
  const pages = deep.reduce((sum, one) => sum + piecesOf(one).length, 0) > 1 ? spool : NO_SPOOL
  const { made, pin } = await pages.begin(sameAs(deps, queries, scope), now)
  const rows = await countRows(indicators, deep, scope, pin)
  checkSize(rows, format)
  const found = ids.map((id) => catalog.indicators.get(id)!)
  const by = categoriesOf(catalog, found[0]!, queries[0]!)
  const title = titleOf(found, by)
  const top = regions.get(queries[0]!.regions[0]!)
  const stamp: Stamp = {
    title,
    scope: `${regionWords(regions, queries[0]!)}，${spanWords(deps, queries[0]!)}`,
    exporter: named(person),
    at: made,
    asOf: pin.asOf,
    version: parameters.asOf ?? pin.version,
    definitions: { revision: catalog.revision, where: '“口径”表' },
  }
  return {
    stamp,
    rows,
    name: `${title}_${stamp.asOf.slice(0, 10)}`,
    sheets: (read = () => undefined) => [
      dataSheet(deps, {
        deep,
        found,
        by,
        scope,
        pin,
        stamp,
        format: EXPORTERS[format],
        spool: pages,
        read,
      }),
      definitionsSheet(catalog, found, stamp),
      qualitySheet(indicators, scope, found, top?.code ?? regions.root.code),
    ],
  }
}

interface Data {
  deep: readonly Deep[]
  found: readonly Indicator[]
  by: readonly Dimension[]
  scope: Scope
  pin: Pin
  stamp: Stamp
  format: Pick<Exporter, 'alone' | 'printed'>
  spool: Spool
  read: (rows: number) => void
}

const dataSheet = (deps: TableDeps, { deep, found, by, scope, pin, stamp, format, spool, read }: Data): Sheet => {
  const columns = columnsFor(deep[0]!.query.compare ?? [], format, by)
  const note = { asOf: stamp.asOf, version: stamp.version, watermark: watermarkOf(stamp) }
  const place = (code: string): RowSource['region'] => {
    const node = deps.regions.get(code)
    // What lies above the reader's reach is not named.
    const parent = node ? refFor(deps.regions, scope, node).parent : null
    return { name: node?.name ?? code, parent: (parent === null ? null : deps.regions.get(parent)?.name) ?? '' }
  }
  return {
    name: '数据',
    columns,
    pages: async function* () {
      let done = 0
      let page = 0
      for (const [at, one] of deep.entries()) {
        for (const piece of piecesOf(one)) {
          const cells = await spool.page(page++, () => readPinned(deps.indicators, piece, scope, pin))
          for (let from = 0; from < cells.length; from += ROWS_AT_ONCE) {
            const taken = cells.slice(from, from + ROWS_AT_ONCE)
            yield taken.map((cell): Row => {
              const source: RowSource = {
                indicator: found[at]!,
                grain: piece.grain,
                cell,
                start: parseLocal(deps.clock.zone, cell.bucket)!,
                region: place(cell.region),
                note,
              }
              return columns.map(({ of }) => of(source))
            })
            read((done += taken.length))
          }
        }
      }
    },
  }
}
