import { expect, test } from 'vitest'
import type { Indicator } from '../../catalog/index.ts'
import { apartFrom } from './apart.ts'
import { valueWords } from './words.ts'

const cases = { unit: '件', decimals: 0 } as Indicator
const power = { unit: '万千瓦时', decimals: 1 } as Indicator
const rate = { unit: '%', decimals: 1 } as Indicator
const said = (...told: [Indicator, number][]): string[] => {
  const values = told.map(([indicator, value]) => ({ indicator, value }))
  return apartFrom(['共', ...values.map((one) => valueWords(one.indicator, one.value))], [null, ...values])
}

test.each([
  [
    'told to the last place where they would read the same',
    [
      [cases, 18860],
      [cases, 18858],
    ],
    ['共', '18,860件', '18,858件'],
  ],
  [
    'rounded where they read apart',
    [
      [cases, 18860],
      [cases, 17858],
    ],
    ['共', '1.89万件', '1.79万件'],
  ],
  [
    'rounded where they are the same',
    [
      [cases, 18860],
      [cases, 18860],
    ],
    ['共', '1.89万件', '1.89万件'],
  ],
  [
    'told in the unit of the indicator',
    [
      [power, 97656.04],
      [power, 97700],
    ],
    ['共', '97,656.0万千瓦时', '97,700.0万千瓦时'],
  ],
  [
    'left where there is no more to tell',
    [
      [rate, 98.31],
      [rate, 98.32],
    ],
    ['共', '98.3%', '98.3%'],
  ],
] as [string, [Indicator, number][], string[]][])('numbers of a sentence are %s', (_, told, words) => {
  expect(said(...told)).toEqual(words)
})
