import { expect, test } from 'vitest'
import type { AuditPage, ToldEntry } from '../../server/contract/index.ts'
import { missesSome, withNewest } from './newest.ts'

const entry = (seq: number): ToldEntry => ({
  seq,
  at: '',
  who: '',
  name: '',
  from: '',
  deed: 'rows',
  what: '',
  object: '',
  why: '',
  outcome: 'done',
  algorithm: 'sha256',
  previous: '',
  hash: '',
})
const numbers = ({ entries }: AuditPage): number[] => entries.map(({ seq }) => seq)

test('what is written comes on top, newest first, and nothing stands twice', () => {
  const page: AuditPage = { entries: [entry(5), entry(4)], next: 4 }
  const grown = withNewest(page, [entry(5), entry(6), entry(7)])
  expect([numbers(grown), grown.next]).toEqual([[7, 6, 5, 4], 4])
  expect(numbers(withNewest({ entries: [], next: null }, [entry(1)]))).toEqual([1])
})

test('a page left open for days does not grow without end, and older entries are still one step away', () => {
  const page = withNewest(
    { entries: [entry(1)], next: null },
    Array.from({ length: 300 }, (_, index) => entry(index + 2)),
  )
  expect([page.entries.length, page.next, page.entries.at(-1)!.seq]).toEqual([200, 102, 102])
})

test('what was written between the page and what is told is noticed, in whatever order it comes', () => {
  const page: AuditPage = { entries: [entry(5), entry(4)], next: 4 }
  expect(missesSome(page, [entry(7)])).toBe(true)
  expect(missesSome(page, [entry(7), entry(6)])).toBe(false)
  expect(missesSome(page, [entry(5), entry(4)])).toBe(false)
  expect(missesSome({ entries: [], next: null }, [entry(1)])).toBe(false)
  expect(missesSome({ entries: [], next: null }, [entry(2)])).toBe(true)
  // A filtered page: what does not belong into it is no hole.
  expect(missesSome(page, [entry(9)], null)).toBe(false)
  expect(missesSome(page, [entry(9)], 8)).toBe(false)
  expect(missesSome(page, [entry(9)], 7)).toBe(true)
})
