import { expect, test } from 'vitest'
import { refusalWords } from './refusal-words.ts'

test.each([
  ['换一个', '没有指标；换一个'],
  [undefined, '没有指标'],
  ['可用的指标见 GET /api/v1/catalog', '没有指标'],
])('a refusal with the hint %s is told as %s', (hint, words) => {
  expect(refusalWords({ title: '没有指标', ...(hint === undefined ? {} : { hint }) })).toBe(words)
})
