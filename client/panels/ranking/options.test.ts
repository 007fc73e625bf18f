import { expect, test } from 'vitest'
import type { RankingPanel } from '../../../server/contract/index.ts'
import { cellOf, indicatorOf, NOW } from '../fixture.ts'
import { rankingFit, rankingNote, rankingRows } from './options.ts'

const change = { basis: 'pop', bucket: '', value: 62, difference: 9, ratio: 0.14, tone: 'bad', partial: true } as const
const panel: RankingPanel = {
  kind: 'ranking', indicator: 'x.cases', grain: 'day',
  rows: [
    { rank: 1, name: '瓜沥镇', share: 1, figure: { indicator: 'x.cases', region: 't1', grain: 'day', cell: cellOf({ region: 't1', value: 71, band: 'red' }), change } },
    { rank: 2, name: '衙前镇', share: 0.6479, figure: { indicator: 'x.cases', region: 't2', grain: 'day', cell: cellOf({ region: 't2', value: 46, band: 'orange', stale: true }), change } },
  ],
}

test('rows keep the order, rank and bar the server gave', () => {
  expect(rankingRows(panel, () => indicatorOf()).map(({ rank, region, length, number }) => [rank, region, length, number.text])).toEqual([
    [1, 't1', '100.0%', '71'], [2, 't2', '64.8%', '46'],
  ])
})

test('a stale place has neither colour nor difference', () => {
  const [fresh, stale] = rankingRows(panel, () => indicatorOf())
  expect([fresh!.band, fresh!.change?.text, stale!.band, stale!.change]).toEqual(['red', '9', null, null])
})

test('the note says of when, against what, and when the lowest come first', () => {
  expect(rankingNote(panel, () => indicatorOf(), NOW)).toBe('今日 · 较昨日同时段')
  expect(rankingNote(panel, () => indicatorOf({ better: 'higher' }), NOW)).toBe('今日 · 较昨日同时段 · 由低到高')
  expect(rankingNote({ ...panel, rows: [] }, () => indicatorOf(), NOW)).toBe('')
})

test.each([[0, 1], [60, 2], [150, 5], [300, 8], [380, 10], [900, 23]])('a list %i high has %i rows', (height, rows) => {
  expect(rankingFit(height)).toBe(rows)
})
