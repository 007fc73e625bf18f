import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp, type App } from '../app.ts'
import type {
  AuditPage,
  CaseChanged,
  CaseConflict,
  CaseDetail,
  CasesAnswer,
  CaseTypesAnswer,
  EvidenceReceipt,
  Problem,
} from '../contract/index.ts'
import { jpeg, png } from './evidence/image.fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'yiping-'))
let app: App
let url: string

beforeAll(async () => {
  app = await createApp({
    port: 0,
    host: '127.0.0.1',
    database: ':memory:',
    ledger: join(folder, 'ledger.duckdb'),
    metrics: resolve(import.meta.dirname, '../../metrics'),
    regions: '330109',
    timeZone: 'Asia/Shanghai',
    demo: null,
    logLevel: 'silent',
    memoryLimit: '300MB',
    client: null,
    now: () => Date.parse('2026-11-25T09:00:00+08:00'),
  })
  url = await app.listen()
}, 60_000)
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

const signed = (): Record<string, string> =>
  'localToken' in app ? { authorization: `Bearer ${String(app.localToken)}` } : {}
const call = async <T>(path: string, body?: object): Promise<{ status: number; body: T }> => {
  const response = await fetch(`${url}/api/v1${path}`, {
    headers: { 'content-type': 'application/json', ...signed() },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as T }
}
const upload = async <T>(bytes: Buffer): Promise<{ status: number; body: T }> => {
  const response = await fetch(`${url}/api/v1/evidence`, {
    method: 'POST',
    headers: { 'content-type': 'image/jpeg', ...signed() },
    body: new Uint8Array(bytes),
  })
  return { status: response.status, body: (await response.json()) as T }
}
const report = { type: 'governance.event', title: '路面破损', region: '330109113011', point: [120.45, 30.18] }

test('a report with a photo is a case with evidence; the photo comes back clean, as a picture and nothing else', async () => {
  const photo = await upload<EvidenceReceipt>(Buffer.concat([png([]), Buffer.from('hidden behind')]))
  expect([photo.status, photo.body.mediaType, photo.body.width]).toEqual([201, 'image/png', 64])
  const { status, body } = await call<CaseDetail>('/cases', { ...report, evidence: [photo.body.id] })
  expect([status, body.state.id, body.evidence[0]?.id]).toEqual([201, 'reported', photo.body.id])
  const response = await fetch(url + photo.body.url, { headers: signed() })
  const bytes = Buffer.from(await response.arrayBuffer())
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(photo.body.sha256)
  expect(bytes.equals(png([]))).toBe(true)
  expect([
    response.headers.get('content-type'),
    response.headers.get('x-content-type-options'),
    response.headers.get('content-security-policy'),
  ]).toEqual(['image/png', 'nosniff', "default-src 'none'; sandbox"])
})

test('who looked at a photo is written down', async () => {
  const { body: photo } = await upload<EvidenceReceipt>(png([], 60))
  const looks = async (): Promise<AuditPage['entries']> =>
    (await call<AuditPage>('/audit?deed=evidence')).body.entries.filter(({ what }) => what === `photo ${photo.id}`)
  expect(await looks()).toEqual([])
  await (await fetch(url + photo.url, { headers: signed() })).arrayBuffer()
  await expect
    .poll(looks)
    .toMatchObject([{ who: 'local', from: expect.stringContaining('127.0.0.1') as string, outcome: 'done' }])
})

test('a photo of more than 12 MB, or that unfolds to more than 60 million points, is refused', async () => {
  expect((await upload<Problem>(jpeg([], Buffer.alloc(12_000_001)))).status).toBe(413)
  const small = jpeg([], Buffer.alloc(0))
  const size = small.indexOf(Buffer.from([8, 1, 0xe0, 2, 0x80])) + 1
  const sized = (height: number, width: number): Buffer => {
    const copy = Buffer.from(small)
    copy.writeUInt16BE(height, size)
    copy.writeUInt16BE(width, size + 2)
    return copy
  }
  expect((await upload<Problem>(sized(10_000, 6_001))).body).toMatchObject({
    status: 422,
    type: '/problems/image-too-large',
  })
  expect((await upload(sized(10_000, 6_000))).status).toBe(201)
})

test('what is no photo is refused, and so is evidence nobody uploaded', async () => {
  expect((await upload<Problem>(Buffer.from('<html>'))).status).toBe(415)
  expect((await upload<Problem>(jpeg([], Buffer.alloc(0)).subarray(0, 50))).status).toBe(415)
  expect((await call<Problem>('/cases', { ...report, evidence: ['0'.repeat(64)] })).body).toMatchObject({
    status: 422,
    field: 'evidence',
  })
  expect((await call<Problem>('/cases', { ...report, type: 'no.such' })).body).toMatchObject({
    status: 422,
    field: 'type',
  })
  expect((await fetch(`${url}/api/v1/evidence/${'0'.repeat(64)}`, { headers: signed() })).status).toBe(404)
})

test('an action is heard of on the socket; a stale one is answered 409 with what happened', async () => {
  const { body: one } = await call<CaseDetail>('/cases', report)
  const socket = io(url, { transports: ['websocket'], extraHeaders: signed() })
  await new Promise<void>((done) => socket.on('connect', done))
  const heard = new Promise<CaseChanged>((done) => socket.on('case:changed', done))
  const filed = await call<CaseDetail>(`/cases/${one.id}/actions`, { action: 'file', seen: one.seen })
  expect(filed.body.state.id).toBe('filed')
  expect(await heard).toMatchObject({ id: one.id, state: 'filed', action: 'file', seen: filed.body.seen })
  socket.close()
  const late = await call<CaseConflict>(`/cases/${one.id}/actions`, { action: 'void', words: '重复', seen: one.seen })
  expect([late.status, late.body.meanwhile.map(({ action }) => action.id), late.body.case.seen]).toEqual([
    409,
    ['file'],
    filed.body.seen,
  ])
})

test('lists, types and choices answer, and say which parameter is wrong', async () => {
  expect((await call<CasesAnswer>('/cases?queue=new&region=330109113')).body.total).toBeGreaterThan(0)
  expect(
    (await call<CaseTypesAnswer>('/cases/types')).body.types
      .find(({ id }) => id === 'governance.event')
      ?.limits.map(({ words }) => words),
  ).toContain('2 个工作日')
  expect((await call<Problem>('/cases?queue=odd')).body).toMatchObject({ status: 400, field: 'queue' })
  expect((await call<Problem>('/cases/330109-20200101-00001')).status).toBe(404)
})
