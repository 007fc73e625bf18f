import { expect, test } from 'vitest'
import type { Explanation, RowsAnswer } from '../../server/contract/index.ts'
import { readQuestion } from '../analysis/question.ts'
import {
  calculationFacts,
  cardHead,
  cardParts,
  cellWords,
  coverageWords,
  definitionFacts,
  maskedColumns,
  rowWords,
  sourceFacts,
  wayToCourse,
} from './options.ts'

const at = '2026-11-21T00:00:00+08:00'
const source: Explanation['sources'][number] = {
  dataset: 'x.case',
  title: '事件',
  owner: '政法委',
  freshnessSeconds: 900,
  synthetic: true,
  lastArrival: null,
  stale: true,
  accepted: 12893,
  rejected: 5,
  batches: [],
  rowsUrl: '',
}
const cell: Explanation['cell'] = {
  region: 'd',
  bucket: at,
  value: 96.56,
  numerator: 4723,
  denominator: 4891,
  rows: 4891,
  coverage: { reported: 20, expected: 22 },
  stale: false,
  band: null,
  target: 98,
}
const explanation = (more: Partial<Explanation> = {}): Explanation => ({
  indicator: {
    id: 'x.rate',
    title: '处置完成率',
    meaning: '完成数占受理总数的比例',
    basis: null,
    unit: '%',
    decimals: 1,
    better: 'higher',
  },
  definition: { file: 'x/indicators.yaml', line: 12, yaml: '' },
  region: { code: 'd', name: '萧山区', level: 'district', kind: 'place', parent: null },
  grain: 'day',
  cell,
  version: 7,
  asOf: at,
  sql: '',
  parts: [],
  opensToCauses: false,
  sources: [source],
  children: { reported: [], silent: [] },
  ...more,
})
const words = (facts: { name: string; words: string }[]): Record<string, string> =>
  Object.fromEntries(facts.map((fact) => [fact.name, fact.words]))

test('the head names number, place and period', () => {
  expect(cardHead(explanation())).toEqual({
    title: '处置完成率',
    at: '萧山区 · 2026年11月21日',
    text: '96.6',
    unit: '%',
    full: '',
  })
})

test('from a number one comes to its own course', () => {
  const usual = { indicators: ['other'], region: 'elsewhere', level: 'town', grain: 'month' as const }
  expect(readQuestion(wayToCourse(explanation()).query, usual)).toMatchObject({
    tab: 'course',
    indicators: ['x.rate'],
    pin: 'x.rate',
    region: 'd',
    grain: 'day',
  })
})

test('a number shortened to 万 also stands there in full', () => {
  const given = explanation({
    indicator: { ...explanation().indicator, unit: '件', decimals: 0 },
    cell: { ...cell, value: 12893 },
  })
  expect(cardHead(given)).toMatchObject({ text: '1.29', unit: '万件', full: '准确值 12,893 件' })
})

test('definition and calculation in words', () => {
  expect(words(definitionFacts(explanation()))).toEqual({
    定义: '完成数占受理总数的比例',
    依据: '定义里没有写明依据',
    单位与方向: '%，保留 1 位小数，越高越好',
    定义位置: 'x/indicators.yaml:12',
  })
  expect(words(calculationFacts(explanation()))).toEqual({
    分子: '4,723',
    分母: '4,891',
    参与计算: '4,891 行明细',
    目标: '98.0 %',
  })
  expect(
    Object.keys(
      words(calculationFacts(explanation({ cell: { ...cell, numerator: null, denominator: null, target: null } }))),
    ),
  ).toEqual(['参与计算'])
})

test.each([
  [{ reported: 20, expected: 22 }, '下级 22 个区域中 20 个有数据，2 个没有。'],
  [{ reported: 22, expected: 22 }, '下级 22 个区域都有数据。'],
  [null, '最末一级区域，没有下级。'],
])('coverage %o', (coverage, text) => expect(coverageWords(explanation({ cell: { ...cell, coverage } }))).toBe(text))

test('a part of an index shows its weight and score and can be pressed', () => {
  const parts = [
    { indicator: 'x.a', title: '及时', cell: { ...cell, value: 80 }, weight: 0.5, score: 82.5 },
    { indicator: 'x.b', title: '完整', cell: { ...cell, value: null }, weight: 0.5, score: null },
  ]
  const lookup = (id: string) => ({
    id,
    title: id,
    theme: '',
    meaning: '',
    unit: '%',
    decimals: 1,
    better: 'higher' as const,
    grains: [],
    grain: 'day' as const,
    scale: 'three' as const,
    bands: {},
    target: null,
    synthetic: false,
  })
  expect(
    cardParts(explanation({ parts }), lookup).map(({ title, number, weight, score }) => [
      title,
      number.text,
      weight,
      score,
    ]),
  ).toEqual([
    ['及时', '80.0', '0.50', '82.5'],
    ['完整', '—', '0.50', '—'],
  ])
})

test('a source that never delivered says so', () => {
  expect(words(sourceFacts(source, () => ''))).toMatchObject({
    更新要求: '每 15 分钟内至少更新一次',
    最近送达: '本区域从未送达',
    入库与退回: '入库 12,893 行，退回 5 行',
  })
})

test('how many rows were sent back is said to be withheld, not left as a dash', () => {
  expect(words(sourceFacts({ ...source, rejected: null }, () => ''))).toMatchObject({
    入库与退回: '入库 12,893 行，退回数只对可看全部区域的人员显示',
  })
})

test.each([
  ['2026-11-22T09:33:51+08:00', '2026-11-22 09:33:51'],
  ['瓜沥镇', '瓜沥镇'],
  [12.5, '12.5'],
  [null, '—'],
  [true, '是'],
])('a row with %s reads %s', (value, text) => expect(rowWords(value)).toBe(text))

test('only what is masked is asked for, and a lent value stands in its own column alone', () => {
  const column = (name: string, masked: boolean) => ({ name, title: name, masked })
  const rows: RowsAnswer = {
    dataset: 'x.case',
    total: 1,
    columns: [column('phone', true), column('kind', false), column('name', true)],
    rows: [['138****1234', '噪声', '王**']],
    handles: ['1.2'],
  }
  expect(maskedColumns(rows)).toEqual(['phone', 'name'])
  expect(maskedColumns(null)).toEqual([])
  expect(cellWords('138****1234', 'phone', { phone: '13800001234' })).toBe('13800001234')
  expect(cellWords('王**', 'name', { phone: '13800001234' })).toBe('王**')
  expect(cellWords('138****1234', 'phone', undefined)).toBe('138****1234')
  expect(cellWords('138****1234', 'phone', { phone: null })).toBe('—')
})
