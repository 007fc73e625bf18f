import { expect, test } from 'vitest'
import type { ForecastAnswer, IndicatorInfo } from '../../../server/contract/index.ts'
import { courseOf, trustWords } from './options.ts'

const INFO: IndicatorInfo = {
  id: 'a.x',
  title: '新增',
  theme: 'a',
  meaning: '',
  unit: '件',
  decimals: 0,
  better: 'lower',
  grains: ['month'],
  grain: 'month',
  scale: 'four',
  bands: {},
  target: null,
  synthetic: false,
}
const bucket = (month: string): string => `2026-${month}-01T00:00:00+08:00`
const point = (month: string, value: number, lastYear: number) => ({
  bucket: bucket(month),
  value,
  lastYear,
  target: null,
  low: null,
  high: null,
  anomaly: false,
})
const ANSWER: ForecastAnswer = {
  indicator: 'a.x',
  region: 'd',
  grain: 'month',
  version: 1,
  asOf: '',
  level: 0.8,
  method: '',
  naive: false,
  backtest: null,
  notes: [],
  course: [point('09', 90, 80), point('10', 95, 85), point('11', 40, 35)],
  ahead: [
    { bucket: bucket('11'), value: 98, band: null, low: 90, high: 105 },
    { bucket: bucket('12'), value: 99, band: null, low: 88, high: 110 },
  ],
}

test('a running bucket is told, not drawn, nor what it is compared with; what is expected begins where the past ends', () => {
  const course = courseOf(ANSWER, INFO, [])
  expect([course.value, course.lastYear, course.forecast]).toEqual([
    [90, 95, null, null],
    [80, 85, null, null],
    [null, 95, 98, 99],
  ])
  expect(course.words[2]).toEqual([
    '2026年11月',
    '本期（未结束） 40 件',
    '上年同期 35 件',
    '预测 98 件',
    '预测区间 90 至 105',
  ])
})

test('without an error to tell, how it was made is still told', () => {
  expect(trustWords({ ...ANSWER, method: '沿用上周同一天' })).toEqual(['方法：沿用上周同一天'])
  expect(trustWords(ANSWER)).toEqual([])
})
