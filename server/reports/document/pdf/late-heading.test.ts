import { expect, test } from 'vitest'
import { comesTooLate, FOOT_ABOVE_TABLE } from './late-heading.ts'

const text = (verticalRatio: number) => ({ startPosition: { verticalRatio } })
const heading = (verticalRatio: number) => ({ headlineLevel: 1, ...text(verticalRatio) })

test.each([
  ['with its text below', heading(0.5), [text(0.55)], false],
  ['at the foot', heading(0.9), [text(0.93)], true],
  ['with nothing below', heading(0.7), [], true],
  ['with only a lesser heading below', heading(0.8), [heading(0.84)], true],
  ['with a lesser heading and its text below', heading(0.8), [heading(0.84), text(0.87)], false],
  ['with a lesser heading below that comes too late itself', heading(0.86), [heading(0.9), text(0.94)], true],
  ['with text below, and a late heading farther down', heading(0.5), [text(0.55), heading(0.95)], false],
])('a heading %s', (_, node, following, late) => expect(comesTooLate(node, following)).toBe(late))

test('what is no heading stays where it is', () => expect(comesTooLate(text(0.95), [])).toBe(false))

test('above a table that goes on over pages a heading comes too late earlier', () => {
  const [node, table] = [heading(0.8), [text(0.84)]]
  expect([
    comesTooLate(node, table),
    comesTooLate(node, table, FOOT_ABOVE_TABLE),
    comesTooLate(heading(0.7), table, FOOT_ABOVE_TABLE),
  ]).toEqual([false, true, false])
})
