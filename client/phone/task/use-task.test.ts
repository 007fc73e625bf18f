import { effectScope, nextTick, reactive } from 'vue'
import { expect, test, vi } from 'vitest'
import type { CaseChanged, CaseDetail } from '../../../server/contract/index.ts'
import type { Pending } from '../keep/index.ts'
import type { PendingAction } from './pending.ts'
import { useTask } from './use-task.ts'

const detail = (id: string) => ({ id, title: '窨井盖破损', offers: [] }) as unknown as CaseDetail
const waits = (more: Partial<PendingAction> = {}) =>
  ({ kind: 'action', key: 'k', caseId: 'c1', action: 'feedback', trouble: null, ...more }) as PendingAction
const refused = (...actions: string[]) =>
  ({ problem: {}, conflict: { case: { offers: actions.map((action) => ({ action })) } } }) as PendingAction['trouble']

const open = (person = 'p1') => {
  const task = vi.fn(async (id: string) => ({ value: detail(id), readAt: null, problem: null }))
  const phone = reactive({ person, pending: [] as Pending[], task })
  const where = reactive({ id: 'c1' })
  let tell: (change: CaseChanged) => void = () => undefined
  const stop = vi.fn()
  const scope = effectScope()
  const made = scope.run(() =>
    useTask(
      () => where.id,
      phone,
      (listener) => ((tell = listener), stop),
    ),
  )!
  return { task: made, reads: task, phone, where, scope, stop, tell: (id: string) => tell({ id } as CaseChanged) }
}

test('a task is read once it is known who asks, and again when another is opened', async () => {
  const { task, reads, phone, where } = open('')
  expect(reads).not.toHaveBeenCalled()
  phone.person = 'p1'
  await nextTick()
  where.id = 'c2'
  await vi.waitFor(() => expect(task.detail.value?.id).toBe('c2'))
  expect(reads.mock.calls).toEqual([['c1'], ['c2']])
})

test('it is read again when it moves, and not when another does or the page is closed', () => {
  const { reads, tell, scope, stop } = open()
  tell('c2')
  expect(reads).toHaveBeenCalledTimes(1)
  tell('c1')
  expect(reads).toHaveBeenCalledTimes(2)
  scope.stop()
  expect(stop).toHaveBeenCalledOnce()
})

test('a task that is in other hands after what was done is told as gone by its title; one that was never seen is not', async () => {
  const { task, reads, tell, where } = open()
  await vi.waitFor(() => expect(task.detail.value?.id).toBe('c1'))
  const none = { value: null, readAt: null, problem: { status: 404 } } as never
  reads.mockResolvedValue(none)
  tell('c1')
  await vi.waitFor(() => expect(task.gone.value).toBe('窨井盖破损'))
  where.id = 'c2'
  await vi.waitFor(() => expect(task.gone.value).toBeNull())
})

test('what was sent or refused is looked at anew; what begins to wait is not', async () => {
  const { task, reads, phone } = open()
  phone.pending = [waits()]
  await nextTick()
  expect([reads.mock.calls.length, task.waiting.value?.action]).toEqual([1, 'feedback'])
  phone.pending = [waits({ trouble: refused('feedback') })]
  await nextTick()
  expect(reads).toHaveBeenCalledTimes(2)
  phone.pending = []
  await nextTick()
  expect([reads.mock.calls.length, task.waiting.value]).toEqual([3, null])
})

test.each([
  ['the refusal offers the same action', refused('remark', 'feedback'), true],
  ['the refusal offers others only', refused('remark'), false],
  ['nobody says what can be done', { problem: {}, conflict: null } as unknown as PendingAction['trouble'], true],
  ['nothing was refused', null, true],
])('where %s, it can still be done: %s', (_, trouble, stillOpen) => {
  const { task, phone } = open()
  phone.pending = [waits({ caseId: 'c2', trouble: refused() }), waits({ trouble })]
  expect(task.stillOpen.value).toBe(stillOpen)
})
