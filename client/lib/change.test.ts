import { expect, test } from 'vitest'
import { shownChange } from './change.ts'
import { bandLook, shownBand } from './band.ts'
import type { Change } from '../../server/contract/index.ts'

const change = (difference: number | null, more: Partial<Change> = {}): Change & { basis: 'pop' } => ({
  basis: 'pop',
  bucket: '',
  value: 424,
  difference,
  ratio: 0.146,
  tone: 'bad',
  partial: true,
  ...more,
})

test.each([
  [
    'a count shows its difference',
    change(62),
    { unit: '件', decimals: 0 },
    { arrow: 'up', text: '62', basis: '较昨日同时段', tone: 'bad' },
  ],
  [
    'a share shows points',
    change(-0.4, { tone: 'good' }),
    { unit: '%', decimals: 1 },
    { arrow: 'down', text: '0.4 个百分点', basis: '较昨日同时段', tone: 'good' },
  ],
  [
    'a value shown in 万 shows a percentage',
    change(1800, { value: 123_456 }),
    { unit: '元', decimals: 0 },
    { arrow: 'up', text: '14.6%', basis: '较昨日同时段', tone: 'bad' },
  ],
  [
    'no ratio leaves the difference',
    change(18_000, { value: 0, ratio: null }),
    { unit: '元', decimals: 0 },
    { arrow: 'up', text: '1.80万', basis: '较昨日同时段', tone: 'bad' },
  ],
  [
    'nothing moved',
    change(0),
    { unit: '件', decimals: 0 },
    { arrow: null, text: '持平', basis: '较昨日同时段', tone: 'even' },
  ],
  [
    'a closed day is compared with the day before',
    change(1, { partial: false }),
    { unit: '件', decimals: 0 },
    { arrow: 'up', text: '1', basis: '较前一日', tone: 'bad' },
  ],
])('%s', (_name, given, info, expected) => expect(shownChange(given, 'day', info)).toEqual(expected))

test('nothing to compare with is nothing, not zero', () => {
  expect(shownChange(null, 'day', { unit: '件', decimals: 0 })).toBeNull()
  expect(shownChange(change(null), 'day', { unit: '件', decimals: 0 })).toBeNull()
})

test('a stale number has no colour, and a good one needs none', () => {
  expect(shownBand({ band: 'red', stale: true })).toBeNull()
  expect(shownBand({ band: 'green', stale: false })).toBeNull()
  expect(shownBand({ band: 'red', stale: false })).toBe('red')
  expect(bandLook('red', 'four')).toEqual({ word: 'Ⅰ级 红', shape: 'triangle' })
})
