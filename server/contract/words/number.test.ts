import { expect, test } from 'vitest'
import fc from 'fast-check'
import { digitsOf, formatNumber, formatPercent, formatValue } from './number.ts'

test.each([
  [null, 0, '—'],
  [Number.NaN, 1, '—'],
  [0, 0, '0'],
  [-0.2, 0, '0'],
  [-0.004, 2, '0.00'],
  [1234567, 0, '1,234,567'],
  [97.25, 1, '97.3'],
  [-12.5, 1, '-12.5'],
])('%s with %i places reads %s', (value, decimals, text) => {
  expect(formatNumber(value, decimals)).toBe(text)
})

test.each([
  [486, '件', 0, '486', '件'],
  [9999, '件', 0, '9,999', '件'],
  [9999.6, '件', 0, '1.00', '万件'],
  [12345, '件', 0, '1.23', '万件'],
  [-12345, '元', 0, '-1.23', '万元'],
  [99_999_999, '人', 0, '1.00', '亿人'],
  [218_000_000, '元', 0, '2.18', '亿元'],
  [2418, '万千瓦时', 0, '2,418', '万千瓦时'],
  [24_180, '万元', 0, '2.42', '亿元'],
  [12345, 'μg/m³', 0, '12,345', 'μg/m³'],
  [12345.678, '%', 2, '12,345.68', '%'],
  [null, '件', 0, '—', '件'],
])('%s %s reads %s', (value, unit, decimals, text, shownUnit) => {
  expect(formatValue(value, { unit, decimals })).toMatchObject({ text, unit: shownUnit })
})

test('a counted value never shows more than four digits before the point below a trillion', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 9.99e11, noNaN: true }), fc.integer({ min: 0, max: 3 }), (value, decimals) => {
      const { text } = formatValue(value, { unit: '件', decimals })
      expect(text.split('.')[0]!.replaceAll(',', '').length).toBeLessThanOrEqual(4)
    }),
  )
})

test('a fraction reads as percent', () => {
  expect([formatPercent(0.1462), formatPercent(-1), formatPercent(null)]).toEqual(['14.6%', '-100.0%', '—'])
})

test('a file holds the very digits a screen shows, only without separators', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
      fc.integer({ min: 0, max: 4 }),
      (value, decimals) => {
        expect(digitsOf(value, decimals)).toBe(formatNumber(value, decimals).replaceAll(',', ''))
      },
    ),
  )
  // Values as they come out of sums and shares: short ones, halves, nines that carry over.
  fc.assert(
    fc.property(
      fc.integer({ min: -10_000_000, max: 10_000_000 }),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: 6 }),
      (units, shift, decimals) => {
        const value = Number(`${units}e-${shift}`)
        expect(digitsOf(value, decimals)).toBe(formatNumber(value, decimals).replaceAll(',', ''))
      },
    ),
  )
  expect([
    digitsOf(9.9995, 3),
    digitsOf(-0.5, 0),
    digitsOf(-0.49, 0),
    digitsOf(1e21, 0),
    digitsOf(1e-7, 2),
    digitsOf(123456789012345.6, 1),
  ]).toEqual(['10.000', '-1', '0', '1000000000000000000000', '0.00', '123456789012345.6'])
  expect([digitsOf(1.005, 2), digitsOf(-0.2, 0), digitsOf(1234567.89, 1)]).toEqual(['1.01', '0', '1234567.9'])
})
