import { expect, test } from 'vitest'
import { emptyWords, firstQueue, narrowing, readFilters, writeFilters } from './filters.ts'

test('what is read from the URL is what was written to it', () => {
  const filters = {
    queue: 'overdue',
    state: 'handling',
    type: 't',
    region: '330109113',
    q: '垃圾',
    overdue: true,
    sort: 'newest',
  } as const
  expect(readFilters(writeFilters({}, filters) as Record<string, string>)).toEqual(filters)
})

test('the usual list leaves a bare URL, and an open case stays in it', () => {
  expect(writeFilters({ case: 'c1', queue: 'new' }, { queue: 'mine' })).toEqual({ case: 'c1' })
})

test('an unknown tab or order of an old bookmark opens the usual list', () => {
  expect(readFilters({ queue: 'gone', sort: 'x' })).toMatchObject({ queue: 'mine', sort: 'urgent' })
})

test('an empty list says whether filters made it empty', () => {
  expect(narrowing({ queue: 'due', sort: 'newest' })).toBe(0)
  expect(emptyWords({ queue: 'overdue' })).toContain('没有超期')
  expect(emptyWords({ queue: 'overdue', q: 'x' })).toContain('筛选')
})

test('whoever handles nothing meets what is late, not an empty list of their own; the tab they choose is named', () => {
  const usual = firstQueue(false)
  expect([
    readFilters({}, firstQueue(true)).queue,
    readFilters({}, usual).queue,
    readFilters({ queue: 'mine' }, usual).queue,
  ]).toEqual(['mine', 'overdue', 'mine'])
  expect([
    writeFilters({}, { queue: 'mine' }, usual),
    writeFilters({ queue: 'mine' }, { queue: 'overdue' }, usual),
  ]).toEqual([{ queue: 'mine' }, {}])
})
