import { expect, test } from 'vitest'
import { chosenIn, KINDS, kindOf, questionOf, sortsOf } from './kinds.ts'

test('without an address the page opens on the first kind that has something', () => {
  expect(kindOf(undefined, { task: 3, supervised: 1, overdue: 2 })?.id).toBe('task')
  expect(kindOf(undefined, { task: 0, supervised: 1, overdue: 2 })?.id).toBe('supervised')
  expect(kindOf('nonsense', { task: 0, supervised: 0, overdue: 2 })?.id).toBe('overdue')
  expect(kindOf(undefined, { task: 0, supervised: 0, overdue: 0 })?.id).toBe('task')
  expect(kindOf(undefined, null)).toBeNull()
})

test('what the address names counts, be it empty or not known yet', () => {
  expect(kindOf('overdue', { task: 3, supervised: 1, overdue: 0 })?.id).toBe('overdue')
  expect(kindOf('supervised', null)?.id).toBe('supervised')
})

test('a sort is named by the address, in every list; alone it means the tasks', () => {
  const [task, supervised] = KINDS
  expect(chosenIn({ kind: 'task', type: 'operation.petition' })).toEqual({ kind: task, type: 'operation.petition' })
  expect(chosenIn({ type: 'operation.petition' })).toEqual({ kind: task, type: 'operation.petition' })
  expect(chosenIn({ kind: 'supervised', type: 'operation.petition' })).toEqual({
    kind: supervised,
    type: 'operation.petition',
  })
  expect(chosenIn({ kind: 'supervised', type: '' })).toEqual({ kind: supervised, type: null })
  expect(chosenIn({})).toEqual({ kind: null, type: null })
  expect(questionOf(task!, 'operation.petition')).toEqual({
    group: 'task',
    queue: 'all',
    by: 'type',
    type: 'operation.petition',
  })
  expect(questionOf(task!, null)).toEqual({ group: 'task', queue: 'all', by: 'type' })
  expect(questionOf(supervised!, 'a.b')).toEqual({ queue: 'supervised', by: 'type', type: 'a.b' })
})

test('tasks stand first, the empty ones too; of everyday cases there are those that have something, or that were chosen', () => {
  const sort = (id: string, group: 'event' | 'task', total: number) => ({ id, title: id, group, total, late: 0 })
  const all = [
    sort('a', 'event', 2),
    sort('b', 'event', 0),
    sort('c', 'event', 0),
    sort('t', 'task', 1),
    sort('u', 'task', 0),
  ]
  expect(sortsOf(all, 'c').map(({ id }) => id)).toEqual(['t', 'u', 'a', 'c'])
})
