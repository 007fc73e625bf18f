import { expect, test } from 'vitest'
import { outlineAt } from './hit.ts'
import { readOutlines } from './outlines.ts'
import { squares } from './squares.fixture.ts'

const towns = readOutlines(squares()).level('town')

test.each<[[number, number], string | null]>([
  [[120.5, 30.5], 't1'],
  [[121.5, 30.5], 't2'],
  [[119, 30.5], null],
])('at %s is %s', (at, code) => expect(outlineAt(towns, at, () => true)?.code ?? null).toBe(code))
test('what may not be entered is not hit', () =>
  expect(outlineAt(towns, [120.5, 30.5], (code) => code !== 't1')).toBeNull())
