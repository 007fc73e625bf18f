import { describe, expect, test } from 'vitest'
import type { Indicator } from '../../catalog/index.ts'
import { rankedWords } from './ranked.ts'

const cases = { unit: '件', decimals: 0 } as Indicator
const rate = { unit: '%', decimals: 2 } as Indicator
const places = (...values: (number | null)[]) =>
  values.map((value, at) => ({ name: `${'甲乙丙丁戊己庚辛'[at]}镇`, cell: { value } }))

describe('places a sentence names', () => {
  test('come with their values, from the one end or the other', () => {
    const told = places(9, 7, 4, 2)
    expect(rankedWords(cases, '镇街', told, { end: 'first', count: 2 })).toBe('甲镇（9件）、乙镇（7件）')
    expect(rankedWords(cases, '镇街', told, { end: 'last', count: 2 })).toBe('丁镇（2件）、丙镇（4件）')
  })

  test('that have none are not among those with the most, though they may be last', () => {
    expect(rankedWords(cases, '村社', places(1, 1, 0, 0), { end: 'first', count: 3 })).toBe('甲镇（1件）、乙镇（1件）')
    expect(rankedWords(cases, '村社', places(3, 0), { end: 'last', count: 1 })).toBe('乙镇（0件）')
    expect(rankedWords(cases, '村社', places(0, 0), { end: 'first', count: 3 })).toBe('无（各村社均为0件）')
  })

  test('are not put in an order that is none: who stands level with the last is counted in', () => {
    expect(rankedWords(rate, '镇街', places(100, 100, 100, 100, 99.9), { end: 'first', count: 2 })).toBe(
      '甲镇、乙镇等4个镇街（均为100%）',
    )
    expect(rankedWords(cases, '镇街', places(9, 4, 4, 4), { end: 'first', count: 2 })).toBe(
      '甲镇（9件）以及乙镇等3个镇街（均为4件）',
    )
  })

  test('one more who stands level is named rather than counted, and told apart from those before', () => {
    expect(rankedWords(cases, '镇街', places(9, 4, 4, 4), { end: 'first', count: 3 })).toBe(
      '甲镇（9件）以及乙镇、丙镇、丁镇（均为4件）',
    )
    expect(rankedWords(rate, '镇街', places(100, 100, 98.5), { end: 'first', count: 1 })).toBe('甲镇、乙镇（均为100%）')
  })

  test('have the same places where one stands beside another', () => {
    expect(rankedWords({ ...rate, decimals: 1 }, '镇街', places(95, 93.9, 92.2), { end: 'last', count: 3 })).toBe(
      '丙镇（92.2%）、乙镇（93.9%）、甲镇（95.0%）',
    )
    expect(rankedWords({ ...rate, decimals: 1 }, '镇街', places(100, 95, 93.9), { end: 'first', count: 2 })).toBe(
      '甲镇（100%）、乙镇（95%）',
    )
  })

  test('that are many and level are told by the few that are not', () => {
    const first = { end: 'first', count: 3 } as const
    const level = [100, 100, 100, 100, 100, 100, 100]
    expect(rankedWords(rate, '镇街', places(...level, 99.91), first)).toBe('除辛镇（99.91%）外的7个镇街（均为100%）')
    expect(rankedWords(rate, '镇街', places(...level), first)).toBe('各镇街（均为100%）')
    expect(rankedWords(rate, '镇街', places(...level, null), first)).toBe('甲镇、乙镇、丙镇等7个镇街（均为100%）')
  })

  test('without a number are not known', () => {
    expect(rankedWords(cases, '镇街', [], { end: 'first', count: 3 })).toBe('暂无数据')
  })
})
