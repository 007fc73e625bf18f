import { describe, expect, test } from 'vitest'
import type { IndicatorInfo, PivotAnswer } from '../../../server/contract/index.ts'
import { readQuestion } from '../question.ts'
import { crossed, pivotQuery, stillWords, timesOf } from './ask.ts'
import { axesFor } from './options.ts'

const USUAL = { indicators: ['a.x'], region: 'd', level: 'town', grain: 'day' as const }
const info = (dimensions: string[] = []) =>
  ({
    id: 'a.x',
    title: '待办',
    unit: '件',
    dimensions: dimensions.map((id) => ({ id, title: id, values: [], ...(id === 'firm' ? { each: true } : {}) })),
  }) as unknown as IndicatorInfo
const axes = (...dimensions: string[]) => axesFor([info(dimensions)], true)
const asked = (query: Record<string, string>) => {
  const question = readQuestion(query, USUAL)
  return pivotQuery(question, crossed(question, axes('kind', 'firm')), axes('kind', 'firm'))
}

describe('axes', () => {
  test('that the indicators have are crossed as asked; one they do not have gives way to places or times', () => {
    expect(crossed({ rows: 'by:kind', columns: 'region' }, axes('kind'))).toEqual({
      rows: 'by:kind',
      columns: 'region',
    })
    expect(crossed({ rows: 'by:kind', columns: 'by:kind' }, axes())).toEqual({ rows: 'region', columns: 'time' })
    expect(crossed({ rows: 'time', columns: 'by:kind' }, axes())).toEqual({ rows: 'time', columns: 'region' })
  })
})

describe('single things', () => {
  test('stand on rows, wherever they were asked for', () => {
    expect(crossed({ rows: 'time', columns: 'by:firm' }, axes('firm'))).toEqual({ rows: 'by:firm', columns: 'time' })
    expect(asked({ rows: 'region', cols: 'by:firm' })).toMatchObject({ rows: 'by:firm', columns: 'region' })
  })

  test('are looked for by name, and nothing else is', () => {
    expect(asked({ rows: 'by:firm', find: '电缆' })).toMatchObject({ rows: 'by:firm', find: '电缆' })
    expect(asked({ rows: 'by:kind', find: '电缆' })).not.toHaveProperty('find')
  })

  test('are no axis for who may not see rows', () => {
    expect(axesFor([info(['firm', 'kind'])], false).map(({ id }) => id)).not.toContain('by:firm')
  })
})

describe('a question', () => {
  test('is asked a page at a time, with what it leaves open left open', () => {
    expect(asked({ page: '2' })).toEqual({
      indicators: ['a.x'],
      region: 'd',
      level: 'town',
      grain: 'day',
      measures: ['value'],
      rows: 'region',
      columns: 'time',
      offset: 100,
      limit: 50,
      pin: { indicator: 'a.x' },
    })
  })

  test('names its places, its span, its moment and its order where they are chosen', () => {
    expect(
      asked({ only: 't1,t2', from: '2026-11-01', to: '2026-11-05', at: '2026-11-05', sort: 't1|yoy|up' }),
    ).toMatchObject({
      only: ['t1', 't2'],
      from: '2026-11-01',
      to: '2026-11-05',
      pin: { indicator: 'a.x', bucket: '2026-11-05' },
      sort: { column: 't1', measure: 'yoy', descending: false },
    })
    expect(asked({ sort: 't1|value' })).toMatchObject({ sort: { descending: true } })
  })

  test('of no places below is asked of none of them alone, and of one axis twice not at all', () => {
    expect(asked({ l: '', only: 't1' })).not.toHaveProperty('only')
    expect(asked({ rows: 'time', cols: 'time' })).toBeNull()
  })
})

test('an answer spans the times on its axis, whichever it is; without one it spans none', () => {
  const times = { axis: 'time', heads: [{ key: 'b1' }, { key: 'b2' }, { key: 'b3' }] }
  const places = { axis: 'region', heads: [{ key: 't1' }] }
  const answer = (rows: object, columns: object) => ({ rows, columns }) as unknown as PivotAnswer
  expect([
    timesOf(answer(places, times)),
    timesOf(answer(times, places)),
    timesOf(answer(places, places)),
    timesOf(answer(places, { axis: 'time', heads: [] })),
  ]).toEqual([{ from: 'b1', to: 'b3' }, { from: 'b1', to: 'b3' }, null, null])
})

test('what is on no axis is said beside the table', () => {
  const still = {
    indicator: info(),
    alone: true,
    place: '甲镇',
    time: { bucket: '2026-11-05T00:00:00+08:00', grain: 'day' as const },
  }
  expect(stillWords({ rows: 'region', columns: 'time' }, still)).toBe('待办 · 单位：件')
  expect(stillWords({ rows: 'region', columns: 'time' }, { ...still, alone: false })).toBe('单位：件')
  expect(stillWords({ rows: 'by:kind', columns: 'indicator' }, still)).toBe('甲镇 · 2026年11月5日')
  expect(stillWords({ rows: 'by:kind', columns: 'indicator' }, { ...still, time: null })).toBe('甲镇')
})
