import { effectScope, nextTick, shallowRef } from 'vue'
import { expect, test, vi } from 'vitest'
import type { CaseActionId, CaseDetail, CaseOffer } from '../../../server/contract/index.ts'
import { emptyDraft, type Draft } from '../../cases/act/draft.ts'
import type { Pending } from '../keep/index.ts'
import type { PendingAction } from './pending.ts'
import { useTaskForm } from './use-task-form.ts'

const offerOf = (action: CaseActionId) => ({ action, title: `做${action}`, wished: null }) as unknown as CaseOffer
const [feedback, sign] = [offerOf('feedback'), offerOf('sign')]
const written = { ...emptyDraft('feedback', 'k0'), words: '已换新井盖' }

const open = ({ offers = [feedback, sign], kept = [] as Draft[], arrives = true, refused = 0 } = {}) => {
  const detail = shallowRef<CaseDetail | null>(null)
  const waiting = shallowRef<PendingAction | null>(null)
  const typed = new Map<string, Draft>()
  const onPhone = new Map(kept.map((value) => [`case/c1/${value.action}`, value]))
  const phone = {
    person: 'p1',
    add: vi.fn(async (_: Pending) => arrives),
    drop: vi.fn(async (_: string) => undefined),
    drafts: {
      of: async <T>() => [...onPhone].map(([what, value]) => ({ what, at: '2026-11-28T08:00:00Z', value: value as T })),
      keep: (_: string, what: string, value: unknown) => void onPhone.set(what, value as Draft),
      drop: async (_: string, what: string) => void onPhone.delete(what),
    },
  }
  const drafts = {
    of: (_: string, action: CaseActionId) => typed.get(action) ?? emptyDraft(action, 'new'),
    keep: (_: string, draft: Draft) => void typed.set(draft.action, draft),
    drop: (_: string, action: CaseActionId) => void typed.delete(action),
  }
  const said: string[] = []
  const read = vi.fn(async () => undefined)
  const task = {
    id: () => 'c1',
    detail,
    waiting,
    trouble: shallowRef(refused ? { problem: { status: refused } } : null),
    read,
  } as never
  const form = effectScope().run(() => useTaskForm({ task, phone, drafts, say: (words) => said.push(words) }))!
  detail.value = { id: 'c1', title: '窨井盖破损', seen: 'e1', entries: [{ id: 'e1' }], offers } as unknown as CaseDetail
  return { form, detail, phone, onPhone, typed, said, read, waiting }
}
const settled = () => new Promise((done) => setTimeout(done))

test('what was begun and not sent is offered again, as far as the task still asks for it', async () => {
  const { form } = open({ kept: [written, emptyDraft('return', 'k1')] })
  await settled()
  expect(form.begun.value.map(({ offer, value }) => [offer.title, value.words])).toEqual([['做feedback', '已换新井盖']])
  form.take(feedback)
  expect(form.draft.value?.words).toBe('已换新井盖')
})

test('what is being typed now goes before what was kept earlier', async () => {
  const { form, typed } = open({ kept: [written] })
  await settled()
  typed.set('feedback', { ...written, words: '新写的' })
  form.take(feedback)
  expect(form.draft.value?.words).toBe('新写的')
})

test('a draft is kept on the phone while there is something in it', async () => {
  const { form, onPhone } = open()
  form.take(feedback)
  form.draft.value = written
  await nextTick()
  expect(onPhone.get('case/c1/feedback')?.words).toBe('已换新井盖')
  form.draft.value = { ...written, words: ' ' }
  await nextTick()
  expect([...onPhone]).toEqual([])
})

test('signing is one tap; no form comes between', async () => {
  const { form, phone, said, read } = open()
  form.take(sign)
  await settled()
  expect(phone.add.mock.calls.map(([one]) => one)).toMatchObject([{ action: 'sign', caseId: 'c1', seen: 'e1' }])
  expect([said, form.offer.value, read.mock.calls.length]).toEqual([['做sign成功'], null, 1])
})

test.each([
  [404, 1],
  [409, 0],
])(
  'a signature refused with %i: of what is in other hands it is let go, of what moved on it stays to be looked at',
  async (refused, dropped) => {
    const { form, phone } = open({ arrives: false, refused })
    form.take(sign)
    await settled()
    expect(phone.drop).toHaveBeenCalledTimes(dropped)
  },
)

test('sent or kept for later, its drafts are gone, and it is said which of both', async () => {
  const { form, typed, onPhone, said } = open({ arrives: false, kept: [written] })
  await settled()
  form.take(feedback)
  await nextTick()
  await form.send()
  expect([said, [...typed], [...onPhone], form.begun.value]).toEqual([['已存在手机上，有信号时自动上传'], [], [], []])
})

test('what others do while a form is open is told above it, and not what is sent from it', async () => {
  const { form, detail, phone } = open()
  form.take(feedback)
  expect(form.meanwhile.value).toEqual([])
  detail.value = { ...detail.value!, seen: 'e2', entries: [{ id: 'e1' }, { id: 'e2' }] as CaseDetail['entries'] }
  expect(form.meanwhile.value.map(({ id }) => id)).toEqual(['e2'])
  const sent = form.send()
  expect(form.meanwhile.value).toEqual([])
  await sent
  form.take(feedback)
  expect([form.meanwhile.value, phone.add.mock.calls.length]).toEqual([[], 1])
})

test('what was refused opens again with its words, under a key of its own', async () => {
  const { form, phone, waiting } = open()
  waiting.value = { ...written, kind: 'action', key: 'k0', actionTitle: '反馈' } as unknown as PendingAction
  await form.resume()
  expect(phone.drop).toHaveBeenCalledWith('k0')
  expect(form.draft.value).toMatchObject({ action: 'feedback', words: '已换新井盖' })
  expect(form.draft.value?.key).not.toBe('k0')
})

test('where the task offers it no longer, it stays kept as it was', async () => {
  const { form, phone, waiting, said } = open({ offers: [sign] })
  waiting.value = { ...written, kind: 'action', key: 'k0', actionTitle: '反馈' } as unknown as PendingAction
  await form.resume()
  expect([phone.drop.mock.calls, form.offer.value, said]).toEqual([[], null, ['现在已不能反馈，您填写的内容还在']])
})
