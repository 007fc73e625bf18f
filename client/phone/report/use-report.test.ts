import { effectScope, nextTick, reactive } from 'vue'
import { expect, test, vi } from 'vitest'
import type { Photo } from '../../cases/parts/photo.ts'
import type { Pending } from '../keep/index.ts'
import type { Report } from './report.ts'
import { useReport } from './use-report.ts'

const kept: Report = {
  form: { type: 'manhole', title: '窨井盖破损', words: '', region: '330109113', place: '' },
  photos: [],
  at: [120.26, 30.18],
}
const open = ({ person = 'p1', draft = null as Report | null, arrives = true } = {}) => {
  const shelf = new Map(draft ? [['report', draft]] : [])
  const phone = reactive({
    person,
    add: vi.fn(async (_: Pending) => arrives),
    drafts: {
      of: async <T>() => [...shelf].map(([what, value]) => ({ what, at: '2026-11-28T08:00:00Z', value: value as T })),
      keep: (_: string, what: string, value: unknown) => void shelf.set(what, value as Report),
      drop: async (_: string, what: string) => void shelf.delete(what),
    },
  })
  return { phone, shelf, report: effectScope().run(() => useReport(phone, () => 1))! }
}
const settled = () => new Promise((done) => setTimeout(done))

test('what was begun is there again once it is known whose phone this is, and since when', async () => {
  const { report, phone } = open({ person: '', draft: kept })
  await settled()
  expect(report.form.title).toBe('')
  phone.person = 'p1'
  await settled()
  expect([report.form.title, report.at.value, report.begunAt.value]).toEqual([
    '窨井盖破损',
    [120.26, 30.18],
    '2026-11-28T08:00:00Z',
  ])
})

test('what is being written is not written over by what was kept', async () => {
  const { report } = open({ draft: kept })
  report.form.words = '路灯不亮'
  await settled()
  expect([report.form.title, report.begunAt.value]).toEqual(['', null])
})

test('it is kept as it is written, and thrown away for good', async () => {
  const { report, shelf } = open()
  report.form.title = '路灯'
  await nextTick()
  expect(shelf.get('report')?.form.title).toBe('路灯')
  report.discard()
  await settled()
  expect([...shelf]).toEqual([])
})

test('nothing is sent while something is missing; sent or waiting for a signal, the form is empty again', async () => {
  const { report, phone } = open({ draft: kept, arrives: false })
  await settled()
  expect([await report.send(), report.missing.value]).toEqual([null, ['还需要 1 张照片']])
  report.photos.value = [{ key: 'p1' } as Photo]
  expect(await report.send()).toBe(false)
  expect(phone.add.mock.calls[0]![0]).toMatchObject({ kind: 'report', title: '窨井盖破损', photos: [{ key: 'p1' }] })
  expect([report.form.title, report.photos.value, report.form.type]).toEqual(['', [], 'manhole'])
})
