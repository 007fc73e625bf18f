import { expect, test } from 'vitest'
import type { Indicator } from '../../catalog/index.ts'
import { changeOf } from './change.ts'

const indicator = { unit: '万元', decimals: 1, better: 'higher' } as Indicator

test.each([
  [80, 100, -20, -0.2, 'bad'],
  [30, -20, 50, null, 'good'],
  [-30, -20, -10, null, 'bad'],
  [5, 0, 5, null, 'good'],
  [-5, 10, -15, -1.5, 'bad'],
  [5, null, null, null, 'even'],
  [null, 5, null, null, 'even'],
])('%d after %d moved by %d, which is a share of %d of it and %s', (now, then, difference, ratio, tone) => {
  expect(changeOf(indicator, now, { then, bucket: '', partial: false })).toMatchObject({ difference, ratio, tone })
})
