import { expect, test } from 'vitest'
import type { Indicator } from '../../catalog/index.ts'
import { gapTo } from './measures.ts'

const of = (better: Indicator['better']) => ({ better }) as Indicator

test('a gap is what is above the target, and good or bad by the direction of the indicator', () => {
  expect(gapTo(of('higher'), 35.7, 38)).toEqual([-2.3, 'bad'])
  expect(gapTo(of('higher'), 40, 38)).toEqual([2, 'good'])
  expect(gapTo(of('lower'), 0.3, 0.1)).toEqual([0.2, 'bad'])
  expect(gapTo(of('lower'), 0.1, 0.3)).toEqual([-0.2, 'good'])
  expect(gapTo(of('higher'), 38, 38)).toEqual([0, 'even'])
  expect(gapTo(of('higher'), null, 38)).toEqual([null, null])
  expect(gapTo(of('higher'), 38, null)).toEqual([null, null])
})
