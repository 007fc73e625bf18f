import { expect, test } from 'vitest'
import { enough } from './enough.ts'

const of = (text: string): { unit: string; month: string }[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map((one) => ({ unit: one[0]!, month: one[1]! }))
const told = (text: string): string =>
  enough(of(text))
    .map(({ unit, month }) => unit + month)
    .sort()
    .join(' ')

test.each<[string, string, string]>([
  ['nobody', '', ''],
  ['two of a unit are not told', 'a1 a1', ''],
  ['three of a unit are', 'a1 a1 a1', 'a1 a1 a1'],
  ['three of three units are told together', 'a1 b1 c1', 'a1 b1 c1'],
  ['one beside three is not told, or it could be read from the sum', 'a1 a1 a1 b1', 'a1 a1 a1'],
  ['three that are left beside three are', 'a1 a1 a1 b1 b1 c1', 'a1 a1 a1 b1 b1 c1'],
  ['the same person in three months is not three people', 'a1 a2 a3', ''],
])('%s', (_, all, expected) => expect(told(all)).toBe(expected))

test('no sum of everybody without the sum of a unit leaves one or two', () => {
  for (let seed = 0; seed < 3 ** 6; seed += 1) {
    const all = of(
      ['a', 'b', 'c', 'd', 'e', 'f']
        .map((unit, place) => `${unit}1 `.repeat((Math.floor(seed / 3 ** place) % 3) * 2))
        .join(' ') + ' g1',
    )
    const whole = enough(all).length
    const alone = [...new Set(all.map(({ unit }) => unit))].map(
      (unit) => enough(all.filter((one) => one.unit === unit)).length,
    )
    const left = whole - alone.reduce((sum, one) => sum + one, 0)
    expect(left === 0 || left >= 3, JSON.stringify(all)).toBe(true)
  }
})
