import { expect, test } from 'vitest'
import type { RankingPanel } from '../../../server/contract/index.ts'
import { cellOf, indicatorOf, NOW } from '../fixture.ts'
import { noRankingWords, rankingList, rankingNote, rankingRows } from './options.ts'

const change = { basis: 'pop', bucket: '', value: 62, difference: 9, ratio: 0.14, tone: 'bad', partial: true } as const
const panel: RankingPanel = {
  kind: 'ranking',
  indicator: 'x.cases',
  grain: 'day',
  rows: [
    {
      rank: 1,
      name: '瓜沥镇',
      share: 1,
      figure: {
        indicator: 'x.cases',
        region: 't1',
        grain: 'day',
        cell: cellOf({ region: 't1', value: 71, band: 'red' }),
        change,
      },
    },
    {
      rank: 2,
      name: '衙前镇',
      share: 0.6479,
      figure: {
        indicator: 'x.cases',
        region: 't2',
        grain: 'day',
        cell: cellOf({ region: 't2', value: 46, band: 'orange', stale: true }),
        change,
      },
    },
  ],
}

test('rows keep the order, rank and bar the server gave', () => {
  expect(
    rankingRows(panel, () => indicatorOf()).map(({ rank, region, length, number }) => [
      rank,
      region,
      length,
      number.text,
    ]),
  ).toEqual([
    [1, 't1', '100.0%', '71'],
    [2, 't2', '64.8%', '46'],
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

const ranked = (values: number[], peer = false) =>
  rankingRows(
    {
      ...panel,
      rows: values.map((value, at) => ({
        ...panel.rows[0]!,
        rank: at + 1,
        figure: { ...panel.rows[0]!.figure, region: `t${at}`, cell: cellOf({ value }) },
        ...(peer ? { peer: true as const } : {}),
      })),
    },
    () => indicatorOf(),
  )

test.each<[number[], number, number, boolean]>([
  [[20, 3, 0, 0, 0, 0], 8, 2, true],
  [[20, 0, 0, 0], 3, 1, true],
  [[20, 3, 0, 0], 8, 4, false],
  [[20, 3, 2, 0, 0, 0], 2, 2, false],
  [[0, 0, 0, 0], 8, 4, false],
  [[0, 0, 0, 97.5], 8, 4, false],
])('%j in %i lines: %i rows, the rest in one line %s', (values, fit, rows, restZero) => {
  const list = rankingList(ranked(values), fit)
  expect([list.rows.length, list.restZero]).toEqual([rows, restZero])
})

test('peers are all listed', () => expect(rankingList(ranked([20, 0, 0, 0], true), 8).rows.length).toBe(4))

test('an empty ranking says why: a zone has no place in rankings, the last level nobody below, others no data', () => {
  const at = (kind: 'place' | 'zone', below: number) => {
    const region = { code: 'a', name: '红山农场', level: 'town', kind, parent: 'd' }
    return noRankingWords({ region, children: Array.from({ length: below }, () => region) })
  }
  expect([at('zone', 2), at('zone', 0), at('place', 0), at('place', 2)]).toEqual([
    '红山农场属统计区域，不参与排名。',
    '红山农场属统计区域，不参与排名。',
    '这是最末一级区域，没有下级可以排行。',
    '下级区域还没有这项数据。',
  ])
})
