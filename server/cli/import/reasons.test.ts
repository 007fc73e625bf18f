import { expect, test } from 'vitest'
import { createReasons } from './reasons.ts'

test('rows refused for the same mistake are one line, whatever their codes', async () => {
  const reasons = createReasons()
  reasons.add([
    { row: 1, column: 'station', value: 'A', reason: '所在区域 330102 在“萧山区”的区划树之外' },
    { row: 2, column: 'station', value: 'B', reason: '所在区域 330106 在“萧山区”的区划树之外' },
    { row: 3, column: null, value: null, reason: '办结时间早于上报时间' },
  ])
  await reasons.addLines('4,station,C,所在区域 330110 在“萧山区”的区划树之外\r\n5,amount,"1,2x",应为数值\r\n')
  expect(reasons.list()).toEqual([
    ['station：所在区域 … 在“萧山区”的区划树之外', 3],
    ['办结时间早于上报时间', 1],
    ['amount：应为数值', 1],
  ])
})

test('endless kinds of mistakes do not fill the memory', () => {
  const reasons = createReasons()
  for (let n = 0; n < 1_000; n++)
    reasons.add([{ row: n, column: null, value: null, reason: `原因${String.fromCodePoint(0x4e00 + n)}` }])
  expect(reasons.list().length).toBe(201)
  expect(reasons.list()[0]).toEqual(['其他原因', 800])
})
