import { expect, test } from 'vitest'
import type { CaseRow } from '../../../server/contract/index.ts'
import { mergeRows, renewRow } from './merge.ts'

const row = (id: string, title = id): CaseRow => ({ id, title }) as CaseRow
const shown = (...ids: string[]) => ids.map((id) => ({ row: row(id), left: false }))
const order = (rows: { row: CaseRow }[]): string => rows.map(({ row: { id } }) => id).join('')

test('no line moves when a newer answer comes in another order with other cases', () => {
  const { rows, fresh } = mergeRows(
    shown('a', 'b', 'c'),
    { cases: [row('x'), row('c'), row('a', 'new words'), row('b')] },
    4,
  )
  expect(order(rows)).toBe('abc')
  expect(rows[0]!.row.title).toBe('new words')
  expect(fresh.map(({ id }) => id)).toEqual(['x'])
})

test('what is gone from a complete answer stays, marked, until the reader asks', () => {
  const { rows } = mergeRows(shown('a', 'b', 'c'), { cases: [row('a'), row('c')] }, 50)
  expect(rows.map(({ left }) => left)).toEqual([false, true, false])
})

test('what only slid out of the stretch asked for has not left the list', () => {
  const { rows } = mergeRows(shown('a', 'b', 'c', 'd'), { cases: [row('x'), row('a'), row('b'), row('c')] }, 4)
  expect(rows.map(({ left }) => left)).toEqual([false, false, false, false])
})

test('what only slid in behind the last known row is not new', () => {
  const { fresh } = mergeRows(shown('a', 'b', 'c'), { cases: [row('a'), row('x'), row('c'), row('d')] }, 4)
  expect(fresh.map(({ id }) => id)).toEqual(['x'])
})

test('a case that came back is no longer marked', () => {
  const { rows } = mergeRows([{ row: row('a'), left: true }], { cases: [row('a')] }, 50)
  expect(rows[0]!.left).toBe(false)
})

test('one case is renewed where it stands', () => {
  expect(renewRow(shown('a', 'b'), row('b', 'done')).map(({ row: { title } }) => title)).toEqual(['a', 'done'])
  expect(order(renewRow(shown('a'), row('z')))).toBe('a')
})
