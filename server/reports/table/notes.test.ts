import { expect, test } from 'vitest'
import type { Catalog, Indicator } from '../../catalog/index.ts'
import type { Row } from '../export/index.ts'
import type { Scope } from '../../contract/index.ts'
import type { FullReading, Indicators } from '../../indicators/index.ts'
import { definitionsSheet, qualitySheet } from './notes.ts'

test('the sheet of definitions says what a number means, who delivers it, where that is written, and what the file is', async () => {
  const indicator = {
    id: 'e.output',
    title: '产值',
    meaning: '统计期内产值之和',
    unit: '亿元',
    better: 'higher',
    basis: '统计报表制度',
    datasets: ['e.month', 'e.firm', 'e.more'],
    origin: { file: 'e/indicators.yaml', line: 12 },
  } as unknown as Indicator
  const catalog = {
    revision: '0123456789abcdef',
    datasets: new Map([
      ['e.month', { owner: '统计局' }],
      ['e.firm', { owner: '经信局' }],
      ['e.more', { owner: '统计局' }],
    ]),
  } as unknown as Catalog
  const sheet = definitionsSheet(catalog, [indicator], {
    title: '',
    scope: '萧山区，2026年10月',
    exporter: '周思远',
    at: '2026-11-28T10:15:00+08:00',
    asOf: '2026-11-28T10:14:59+08:00',
    version: 77,
  })
  const rows: Row[] = []
  for await (const page of sheet.pages()) rows.push(...page)
  const named = (at: number) => Object.fromEntries(sheet.columns.map(({ name }, column) => [name, rows[at]![column]]))
  expect(named(0)).toEqual({
    指标: '产值',
    口径: '统计期内产值之和',
    单位: '亿元',
    方向: '越高越好',
    依据: '统计报表制度',
    数源单位: '统计局、经信局',
    指标编码: 'e.output',
    定义位置: 'e/indicators.yaml:12',
    定义版本: '0123456789ab',
  })
  expect(named(1)['口径']).toBe(
    '范围：萧山区，2026年10月；数据截至 2026-11-28 10:14，版本号 77；导出：周思远 2026-11-28 10:15',
  )
})

test.each([
  ['on time', 1_000, false, '正常'],
  ['late', 1_000, true, '超时未更新'],
  ['never heard of', null, false, '从未报送'],
] as const)('the sheet of quality says of a source that is %s how it stands', async (_, heard, late, words) => {
  const dataset = { title: '产值月报', owner: '统计局', freshnessSeconds: 7_200, synthetic: false }
  const reading = {
    catalog: { datasets: new Map([['e.month', dataset]]) },
    deliveries: () => Promise.resolve([{ dataset: 'e.month', rows: 12, rejected: 3 }]),
    heardFrom: () => heard,
    isLate: () => late,
  } as unknown as FullReading
  const numbers = {
    reading: (_scope: Scope, read: (of: FullReading) => unknown) => Promise.resolve(read(reading)),
  } as unknown as Indicators
  const indicator = { datasets: ['e.month'] } as unknown as Indicator
  const sheet = qualitySheet(numbers, {} as Scope, [indicator], 'd')
  const rows: Row[] = []
  for await (const page of sheet.pages()) rows.push(...page)
  expect(rows).toEqual([['产值月报', '统计局', heard, 2, words, 12, 3, '']])
})
