import type { DeliveredDataset } from '../../catalog/index.ts'
import type { RowsAnswer } from '../../contract/index.ts'
import { parseLocal, type Clock } from '../../lib/index.ts'
import { named, watermarkOf, type Column, type Field, type Row, type Sheet, type Stamp } from '../export/index.ts'
import type { ReleaseRecord } from './record.ts'

type Value = RowsAnswer['rows'][number][number]

/** Who let it out, in words; rows that tell of nobody need no one to. */
const leaveOf = ({ decision }: ReleaseRecord, { zone }: Clock): string =>
  decision
    ? `${named(decision.by)} ${zone.format(zone.toLocal(decision.at)).slice(0, 16).replace('T', ' ')} 批准`
    : '不含个人信息，无须审批'

const sheetOf = (name: string, columns: readonly Column[], rows: readonly Row[]): Sheet => ({
  name,
  columns,
  pages: async function* () {
    yield await Promise.resolve(rows)
  },
})

const fieldOf = ({ zone }: Clock, type: string | undefined, value: Value): Field => {
  if (type === 'time' && typeof value === 'string') return parseLocal(zone, value) ?? value
  return typeof value === 'boolean' ? (value ? '是' : '否') : value
}

interface ReleasedRows {
  release: ReleaseRecord
  dataset: DeliveredDataset
  answer: RowsAnswer
  stamp: Stamp
  clock: Clock
  alone: boolean
}

/**
 * The rows with a column for each that may be shown, and on whose word they left; a file that holds the data alone says
 * it on every row.
 */
export const sheetsOf = ({ release, dataset, answer, stamp, clock, alone }: ReleasedRows): Sheet[] => {
  const clear = new Set(release.columns)
  const typeOf = (name: string): string | undefined => dataset.columns[name]?.type
  const columns = answer.columns.map(({ name, title, masked }): Column => ({
    name: masked ? `${title}（已脱敏）` : clear.has(name) ? `${title}（原文）` : title,
    kind:
      typeOf(name) === 'time' && !masked
        ? 'time'
        : ['number', 'integer'].includes(typeOf(name) ?? '') && !masked
          ? 'number'
          : 'text',
    width: 20,
  }))
  const notes: [string, string][] = [
    ['导出', watermarkOf(stamp)],
    ['审批', leaveOf(release, clock)],
    ['事由', release.reason],
  ]
  const rows = answer.rows.map((row): Row => [
    ...row.map((value, at) =>
      fieldOf(clock, answer.columns[at]!.masked ? undefined : typeOf(answer.columns[at]!.name), value),
    ),
    ...(alone ? notes.map(([, words]) => words) : []),
  ])
  const data = sheetOf(
    '明细',
    [...columns, ...(alone ? notes.map(([name]): Column => ({ name, kind: 'text', width: 28 })) : [])],
    rows,
  )
  const about: [string, string][] = [
    ['数据资源', `${dataset.title}（${dataset.owner}）`],
    ['范围', stamp.scope],
    ['行数', String(answer.rows.length)],
    [
      '原文列',
      release.columns.map((name) => dataset.columns[name]?.title ?? name).join('、') || '无，个人信息均已脱敏',
    ],
    ['申请', named(release.person)],
    ...notes,
    ...(release.decision?.words ? [['审批意见', release.decision.words] satisfies [string, string]] : []),
  ]
  return [
    data,
    sheetOf(
      '说明',
      [
        { name: '项目', kind: 'text', width: 16, title: true },
        { name: '内容', kind: 'text', width: 80 },
      ],
      about,
    ),
  ]
}
