import type { Catalog, Indicator } from '../../catalog/index.ts'
import type { RegionCode, Scope } from '../../contract/index.ts'
import type { Indicators } from '../../indicators/index.ts'
import type { Block, DataSheet, TableBlock } from '../document/model.ts'
import type { Row, Sheet } from '../export/exporter.ts'
import { definitionsSheet, qualitySheet } from '../table/index.ts'
import type { Behind } from './collect.ts'
import { dataOf, type DataDeps } from './data.ts'

export interface SheetsDeps extends Omit<DataDeps, 'top'> {
  indicators: Indicators
  catalog: Catalog
  scope: Scope
  region: RegionCode
}

/** 表1, 图2: as the document refers to it; sentences are 正文. */
const labelOf = (block: Block): string =>
  block.kind === 'table' || block.kind === 'chart' ? block.caption.split('\u3000')[0]! : '正文'

const drained = async ({ name, columns, pages }: Sheet): Promise<DataSheet> => {
  const rows: Row[] = []
  for await (const page of pages()) rows.push(...page)
  return { name, columns, rows }
}

/**
 * A sheet's name is at most 31 long, without signs that mean something in a formula; a further sheet of the same gets a
 * number behind it.
 */
const LONGEST = 28
const sheetName = (label: string, caption: string): string =>
  `${label} ${caption.replace(/（.*）$/, '').replace(/[[\]:*?/\\']/g, ' ')}`.slice(0, LONGEST).trim()

/**
 * A table that is not made of numbers – a course of events, a list of cases – as it is printed, its caption in its name
 * and below it.
 */
const asPrinted = (label: string, { caption, columns, rows }: TableBlock): DataSheet => ({
  name: sheetName(label, caption),
  columns: columns.map(({ name, share }) => ({ name, kind: 'text', width: Math.round(share * 14) })),
  rows: [...rows, [caption, ...columns.slice(1).map(() => '')]],
})

/**
 * What a source delivered today is counted over all its writer reaches, and the workbook goes to readers of this place
 * alone.
 */
const WIDER = ['今日入库', '今日拒收']
const ofThisPlace = ({ columns, rows, ...sheet }: DataSheet): DataSheet => {
  const kept = columns.map(({ name }) => !WIDER.includes(name))
  return {
    ...sheet,
    columns: columns.filter((_, at) => kept[at]),
    rows: rows.map((row) => row.filter((_, at) => kept[at])),
  }
}

const saidSheet = (said: ReadonlyMap<string, string>): DataSheet[] =>
  said.size === 0
    ? []
    : [
        {
          name: '要素',
          columns: [
            { name: '项目', kind: 'text', width: 16, title: true },
            { name: '内容', kind: 'text', width: 80 },
          ],
          rows: [...said],
        },
      ]

/**
 * What lies behind a document, as the sheets of a workbook: every number, what no indicator counts, definitions,
 * quality. `written` and `numbered` are the same blocks before and after their tables and drawings got numbers.
 */
export const sheetsOf = async (
  deps: SheetsDeps,
  behind: Behind,
  { written, numbered }: { written: readonly Block[]; numbered: readonly Block[] },
): Promise<DataSheet[]> => {
  const labels = new Map(written.map((block, at) => [block, labelOf(numbered[at]!)]))
  const nameOf = (block: Block | null): string => (block === null ? '行文条件' : (labels.get(block) ?? '正文'))
  const counted = new Set(behind.all().map(({ block }) => block))
  const found = [...new Set(behind.all().map(({ used }) => used.indicator))] satisfies Indicator[]
  return [
    dataOf(behind, nameOf, { ...deps, top: deps.region }),
    ...saidSheet(behind.said()),
    ...written.flatMap((block) =>
      block.kind === 'table' && !counted.has(block) ? [asPrinted(nameOf(block), block)] : [],
    ),
    await drained(definitionsSheet(deps.catalog, found, deps.stamp)),
    ofThisPlace(await drained(qualitySheet(deps.indicators, deps.scope, found, deps.region))),
  ]
}
