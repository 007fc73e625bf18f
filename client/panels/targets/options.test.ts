import { expect, test } from 'vitest'
import type { TargetsPanel } from '../../../server/contract/index.ts'
import { cellOf, indicatorOf, NOW } from '../fixture.ts'
import { targetRows } from './options.ts'

const panel = (more: Partial<TargetsPanel['rows'][number]>, value: number | null = 96.4): TargetsPanel => ({
  kind: 'targets',
  rows: [
    {
      figure: { indicator: 'x.rate', region: 'd', grain: 'day', cell: cellOf({ value }), change: null },
      target: 98,
      progress: 0.98367,
      met: false,
      gap: -1.6,
      expected: false,
      ...more,
    },
  ],
})
const lookup = () => indicatorOf({ id: 'x.rate', title: '处置完成率', unit: '%', decimals: 1, better: 'higher' })

test('a missed target says by how much and that it binds', () => {
  expect(targetRows(panel({}), lookup, NOW)[0]).toMatchObject({
    target: '≥ 98.0%',
    length: '98.4%',
    verdict: '差 1.6 个百分点',
    kind: '约束性',
    when: '今日',
  })
})

test('a met target says so', () =>
  expect(targetRows(panel({ met: true, expected: true }), lookup, NOW)[0]).toMatchObject({
    verdict: '已达标',
    kind: '预期性',
  }))

test('without a value nothing is claimed', () =>
  expect(targetRows(panel({}, null), lookup, NOW)[0]!.verdict).toBe('暂无数据'))
