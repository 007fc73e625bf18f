import { expect, test } from 'vitest'
import { inFours, isCode, sheetOf } from './codes.ts'

test('a secret is read in groups of four', () => expect(inFours('ABCDEFGHIJ')).toBe('ABCD EFGH IJ'))

test.each([
  ['123456', true],
  [' 123456 ', true],
  ['12345', false],
  ['abcd-efgh-jkmn-pqrs', true],
  ['ABCD EFGH JKMN PQRS', true],
  ['abcd-efgh', false],
  ['', false],
])('%j may be a code: %s', (typed, may) => expect(isCode(typed)).toBe(may))

test('the sheet holds every code and whose they are', () => {
  const sheet = sheetOf(['a-1', 'b-2'], 'shen')
  for (const part of ['shen', 'a-1', 'b-2', '只能用一次']) expect(sheet).toContain(part)
})
