import { expect, test } from 'vitest'
import type { SimulatedPlace, SimulationAnswer } from '../../../server/contract/index.ts'
import { indicatorOf } from '../../panels/fixture.ts'
import { errorWords, fansOf, placeRows, placesMap } from './options.ts'
import { untouched } from './levers.ts'

const INFO = indicatorOf({ id: 'a.open', title: '积压', theme: 'a' })
const fan = (...mid: number[]) => ({ low: mid.map((value) => value - 2), mid, high: mid.map((value) => value + 2) })
const place = (region: string, difference: number, rest: Partial<SimulatedPlace> = {}): SimulatedPlace => ({
  region,
  name: `${region}镇`,
  now: 10,
  asIs: fan(10, 10),
  turned: fan(11, 10 + difference),
  difference,
  tone: difference > 0 ? 'bad' : difference < 0 ? 'good' : 'even',
  band: difference > 0 ? 'red' : null,
  staff: { asIs: 4, turned: 3 },
  hands: { asIs: 8, turned: 6 },
  arrivals: { asIs: 5.25, turned: 5.25 },
  busy: { asIs: 60, turned: difference > 0 ? 104.4 : 60 },
  ...rest,
})
const ANSWER: SimulationAnswer = {
  simulation: {
    id: 's',
    title: '',
    theme: 'a',
    level: 'town',
    arrivals: 'a.new',
    backlog: 'a.open',
    staff: null,
    joint: true,
  },
  region: 'd',
  version: 1,
  asOf: '',
  seed: '',
  runs: 1,
  level: 0.8,
  levers: untouched(),
  joint: null,
  notes: [],
  days: ['2026-11-26T00:00:00+08:00', '2026-11-27T00:00:00+08:00'],
  past: [
    { bucket: '2026-11-24T00:00:00+08:00', value: null },
    { bucket: '2026-11-25T00:00:00+08:00', value: 20 },
  ],
  total: { asIs: fan(20, 21), turned: fan(22, 30), difference: 9, tone: 'bad' },
  places: [place('a', 0), place('b', 8)],
  backtest: {
    starts: 4,
    days: 14,
    error: 12,
    errorShare: 0.06,
    placeError: 2,
    naiveError: 15,
    naivePlaceError: 2.5,
    coverage: 0.81,
  },
}

test('both courses begin where the past ends, and their bands lie around them', () => {
  const fans = fansOf(ANSWER, INFO)
  expect([fans.past, fans.asIs.mid, fans.turned.mid]).toEqual([
    [null, 20, null, null],
    [null, 20, 20, 21],
    [null, 20, 22, 30],
  ])
  expect([fans.turned.low[3], fans.turned.high[3], fans.ticks]).toEqual([28, 32, ['11-24', '11-25', '11-26', '11-27']])
  expect(fans.words[3]).toEqual(['2026年11月27日', '现状 21 件（19 至 23）', '推演 30 件（28 至 32）'])
})

test('the place that changes most comes first, with what changed and whether it is full', () => {
  const [first, second] = placeRows(ANSWER)
  expect(first).toMatchObject({
    region: 'b',
    difference: '+8',
    tone: 'tone-bad',
    staff: '4 → 3',
    arrivals: '5.3',
    busy: '60 → 104%',
    full: true,
    range: '16–20',
  })
  expect(second).toMatchObject({ region: 'a', difference: '0', tone: '', full: false })
})

test('the map shows where each place stands at the end, in its band', () => {
  expect(placesMap(ANSWER)).toMatchObject({
    indicator: 'a.open',
    areas: { b: { value: 18, band: 'red' } },
    labels: { a: { name: 'a镇', value: 10 } },
  })
})

test('it says how far off it would have been, and where saying that nothing changes was better', () => {
  expect(errorWords(ANSWER)).toContain('总量平均差 12.0 件（6.0%），说“保持不变”差 15.0 件')
  expect(errorWords(ANSWER)).toContain('总量优于“保持不变”。')
  expect(errorWords({ ...ANSWER, backtest: { ...ANSWER.backtest!, error: 16 } })).toContain('没有优于')
  expect(errorWords({ ...ANSWER, backtest: null })).toContain('太短')
})
