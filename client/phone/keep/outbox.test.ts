import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CaseDetail, EvidenceReceipt, Problem } from '../../../server/contract/index.ts'
import type { Answer, CasesApi } from '../../remote/index.ts'
import { sendAll, type Pending, type Shelf } from './outbox.ts'

const memory = (pending: Pending[]): Shelf => {
  const kept = new Map(pending.map((one) => [one.key, one]))
  return {
    all: async () => [...kept.values()],
    put: async (one) => void kept.set(one.key, one),
    drop: async (key) => void kept.delete(key),
  }
}
const action = (n: number, more: Partial<Pending> = {}): Pending =>
  ({
    kind: 'action',
    key: `key-${n}`,
    person: 'p1',
    at: `2026-11-25T10:00:0${n}+08:00`,
    title: '',
    trouble: null,
    caseId: `c${n}`,
    action: 'feedback',
    actionTitle: '反馈',
    words: `words ${n}`,
    to: null,
    amount: null,
    seen: 'e1',
    photos: [{ key: `photo-${n}`, blob: new Blob(), receipt: null }],
    ...more,
  }) as Pending
const problem = (status: number): Problem => ({ type: '/problems/x', title: '', status })

/**
 * A server behind a network that answers as the script says and otherwise works; an answer may be lost after the deed.
 */
const server = (script: ('ok' | 'cut' | 'lost' | 'stale')[]) => {
  const done = new Map<string, string>()
  let attached = 0
  const next = () => script.shift() ?? 'ok'
  const act = async (id: string, { key, words }: { key?: string; words?: string }): Promise<Answer<CaseDetail>> => {
    const how = next()
    if (how === 'cut') return { problem: problem(0) }
    if (how === 'stale' && !done.has(key!)) return { problem: { ...problem(409), case: {}, meanwhile: [] } as Problem }
    if (!done.has(key!)) done.set(key!, `${id} ${words}`)
    return how === 'lost' ? { problem: problem(0) } : { value: { id } as CaseDetail }
  }
  const api: Pick<CasesApi, 'act' | 'attach' | 'report'> = {
    act,
    report: () => act('new', {}),
    attach: async () =>
      next() === 'cut' ? { problem: problem(0) } : { value: { id: `f${attached++}` } as EvidenceReceipt },
  }
  return { api, done, attached: () => attached }
}

test('whatever the network does, each thing is done once, in order, or still waits with all that was typed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('ok', 'cut', 'lost', 'stale'), { maxLength: 24 }), async (script) => {
      const pending = [action(1), action(2), action(3)]
      const shelf = memory(pending)
      const { api, done, attached } = server([...script] as ('ok' | 'cut' | 'lost' | 'stale')[])
      for (let tries = 0; tries < 40; tries++) await sendAll(api, shelf, 'p1')
      const left = await shelf.all()
      expect(left.every(({ trouble }) => trouble?.conflict)).toBe(true)
      for (const one of pending) {
        const held = left.find(({ key }) => key === one.key)
        if (held)
          expect(held).toMatchObject({ words: (one as { words: string }).words, photos: [{ key: one.photos[0]!.key }] })
        else expect(done.get(one.key)).toBe(`${(one as { caseId: string }).caseId} ${(one as { words: string }).words}`)
      }
      expect(attached()).toBe(3)
    }),
  )
})

test('nothing of another person on the same phone is sent', async () => {
  const shelf = memory([action(1, { person: 'p2' })])
  const { api, done } = server([])
  expect(await sendAll(api, shelf, 'p1')).toEqual({ done: 0, left: 0 })
  expect(done.size).toBe(0)
  expect(await shelf.all()).toHaveLength(1)
})

test('a conflict holds up only its own, and keeps what happened meanwhile', async () => {
  const shelf = memory([action(1), action(2)])
  const { api } = server(['ok', 'stale'])
  expect(await sendAll(api, shelf, 'p1')).toEqual({ done: 1, left: 1 })
  expect((await shelf.all())[0]).toMatchObject({
    key: 'key-1',
    trouble: { problem: { status: 409 }, conflict: { meanwhile: [] } },
  })
})
