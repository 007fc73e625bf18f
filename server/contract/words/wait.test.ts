import { expect, test } from 'vitest'
import { waitWords } from './wait.ts'

test.each([
  [15, '15 秒'],
  [59, '59 秒'],
  [60, '1 分钟'],
  [119, '1 分 59 秒'],
  [1_800, '30 分钟'],
])('%i seconds', (seconds, words) => expect(waitWords(seconds)).toBe(words))
