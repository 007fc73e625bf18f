import { expect, test } from 'vitest'
import type { DecisionsPanel } from '../../../server/contract/index.ts'
import { alertOf, cellOf, indicatorOf, INSTANT, TODAY } from '../fixture.ts'
import { decisionColumns, decisionsFit, shownDecisions } from './options.ts'

const panel = (more: Partial<DecisionsPanel> = {}): DecisionsPanel => ({
  kind: 'decisions',
  waiting: { unclaimed: 2, ended: 0, worse: 1 },
  inHand: 4,
  untold: 0,
  figures: [],
  rows: [
    { alert: alertOf(), reason: 'unclaimed' },
    { alert: alertOf({ id: 'a2', course: 'even' }), reason: 'unclaimed' },
    { alert: alertOf({ id: 'a3', band: 'orange', owner: '王芳' }), reason: 'worse' },
  ],
  ...more,
})
const shown = (data: DecisionsPanel, fit = 3) => shownDecisions(data, () => indicatorOf(), { fit, now: INSTANT })

test.each([
  [946, true, 2],
  [946, false, 2],
  [1234, true, 3],
  [1234, false, 3],
  [300, true, 1],
])('a strip of %i design pixels, numbers beside it: %s, has %i columns', (width, beside, columns) =>
  expect(decisionColumns(width, beside)).toBe(columns),
)

test('each says why it waits, and that it gets worse where that is not the reason already', () =>
  expect(shown(panel()).rows.map(({ why, worse, lasting }) => [why, worse, lasting])).toEqual([
    ['无人接手', true, '已 2 小时'],
    ['无人接手', false, '已 2 小时'],
    ['在办仍在变差', false, '已 2 小时'],
  ]))

test('the sum is the server’s, whatever fits, and what is not listed is counted', () =>
  expect(shown(panel(), 2)).toMatchObject({ total: 3, more: 1, tone: 'red' }))

test.each([
  [1, 4],
  [2, 4],
  [3, 6],
])('%i columns hold %i', (columns, fit) => expect(decisionsFit(columns)).toBe(fit))

test('nothing to decide is good news', () =>
  expect(shown(panel({ waiting: { unclaimed: 0, ended: 0, worse: 0 }, rows: [] }))).toMatchObject({
    total: 0,
    more: 0,
    tone: 'good',
    rows: [],
  }))

test('a number beside it opens like any other; an old one has neither colour nor change', () => {
  const figure = {
    indicator: 'x.cases',
    region: 'd',
    grain: 'day' as const,
    cell: cellOf(),
    change: {
      bucket: TODAY,
      value: 400,
      difference: 86,
      ratio: 0.2,
      tone: 'bad' as const,
      partial: true,
      basis: 'pop' as const,
    },
  }
  const [fresh, stale] = shown(panel({ figures: [figure, { ...figure, cell: cellOf({ stale: true }) }] })).beside
  expect([fresh!.number.question.indicator, fresh!.band, fresh!.change?.arrow, stale!.band, stale!.change]).toEqual([
    'x.cases',
    'orange',
    'up',
    null,
    null,
  ])
})
