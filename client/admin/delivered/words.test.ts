import { expect, test } from 'vitest'
import type { DataReturn } from '../../../server/contract/index.ts'
import { gapWords, outcomeWords, troubleOf } from './words.ts'

test('pauses are counted, with the longest; where there was none that is said', () => {
  expect(gapWords({ gaps: 2, longestGapSeconds: 93_600 })).toBe('2 次，最长 1 天')
  expect(gapWords({ gaps: 0, longestGapSeconds: null })).toBe('无')
})

test('what came of a return is a later delivery, or whoever closed it', () => {
  const open: Pick<DataReturn, 'answer' | 'closed'> = { answer: null, closed: null }
  const words = (more: Partial<DataReturn>): string | null =>
    outcomeWords({ ...open, ...more } as DataReturn, 'Asia/Shanghai')
  const at = '2026-11-21T12:30:00+08:00'
  expect(words({})).toBeNull()
  expect(words({ answer: { batch: 'b', at, accepted: 12 } })).toMatch(/12:30 重新报送，入库 12 行，没有拒收$/)
  expect(words({ closed: { at, by: '傅文静', words: '单位已书面说明' } })).toMatch(/12:30 傅文静办结：单位已书面说明$/)
})

test('what waits to be corrected stands before what is late, that before what was refused, and that before the rest', () => {
  const at = (open: number, late: boolean, rejected: number): number => troubleOf({ open, late, rejected })
  expect([at(1, false, 0), at(0, true, 5), at(0, false, 5), at(0, false, 0), troubleOf(null)]).toEqual([3, 2, 1, 0, 0])
})
