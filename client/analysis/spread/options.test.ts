import { expect, test } from 'vitest'
import type { CorrelationAnswer } from '../../../server/contract/index.ts'
import { coefficientWords } from './options.ts'

const answer = (buckets: string[]): CorrelationAnswer => ({
  indicator: 'a.x',
  with: 'a.y',
  grain: 'month',
  across: 'time',
  version: 1,
  asOf: '2026-11-28T09:00:00+08:00',
  n: buckets.length,
  unpaired: 2,
  pearson: 0.5,
  interval: [0.1, 0.8],
  spearman: null,
  points: buckets.map((bucket) => ({ title: bucket, region: 'd', bucket, x: 1, y: 2 })),
  words: '',
})

test('beside a correlation stands of which time its points are', () => {
  const [september, october] = ['2026-09-01T00:00:00+08:00', '2026-10-01T00:00:00+08:00']
  expect(coefficientWords(answer([september, october]))).toEqual([
    '2026年9月至2026年10月',
    '皮尔逊 0.50（95% 区间 0.10 至 0.80）',
    '斯皮尔曼 —',
    '2 对，另有 2 处缺一方而未计',
  ])
  expect(coefficientWords(answer([october, october]))[0]).toBe('2026年10月')
  expect(coefficientWords(answer([]))[0]).toMatch(/^皮尔逊/)
})
