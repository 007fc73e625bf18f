import { expect, test } from 'vitest'
import type { PivotAnswer } from '../../../server/contract/index.ts'
import { aroundPicked, mapOf } from './options.ts'

const PARENTS: Record<string, string> = { v11: 't1', v12: 't1', v21: 't2', t1: 'd', t2: 'd' }
const tree = { nameOf: (code: string) => `${code}名`, parentOf: (code: string) => PARENTS[code] ?? null }
const answerOf = (...codes: string[]): PivotAnswer =>
  ({
    grain: 'day',
    pin: { indicator: 'x', bucket: '2026-11-20T00:00:00+08:00' },
    rows: { heads: codes.map((key) => ({ key })) },
    cells: codes.map((_, at) => [{ values: [at + 1], band: null, stale: false }]),
  }) as unknown as PivotAnswer

test('a map of places picked out names these and what they lie in, and no others', () => {
  expect([...aroundPicked(['v11', 'v12'], tree.parentOf)].sort()).toEqual(['d', 't1', 'v11', 'v12'])
  const picked = mapOf(answerOf('v11'), answerOf('t1', 't2'), { area: 'village', label: 'town', only: ['v11'] }, tree)
  expect([Object.keys(picked.areas), Object.keys(picked.labels)]).toEqual([['v11'], ['t1']])
  expect(picked.labels['t1']).toMatchObject({ name: 't1名', value: 1 })
  expect(
    Object.keys(
      mapOf(answerOf('v11', 'v21'), answerOf('t1', 't2'), { area: 'village', label: 'town', only: [] }, tree).labels,
    ),
  ).toEqual(['t1', 't2'])
})
