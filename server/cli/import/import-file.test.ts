import { createServer, type Server } from 'node:http'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { formatRejects, REJECTS_HEADER } from '../../parse/index.ts'
import { openBench, type Bench } from '../../ingest/ingest.fixture.ts'
import { createRejectFile, importFile, report, Unreadable, type ImportJob } from './index.ts'

const ROWS = 12_000
const DATASETS = `
datasets:
  - id: test.count
    title: 计数
    owner: 测试
    kind: reading
    time: at
    columns:
      at: { type: time, required: true }
      n: { type: integer, required: true }
      remark: { type: text }
`

let bench: Bench
let server: Server
let folder: string
/** Rows of the request that is handled but not answered; `null` = all are answered. */
let unanswered: number | null

const handle = async (
  url: URL,
  headers: Record<string, unknown>,
  body: AsyncIterable<Uint8Array>,
): Promise<{ status: number; text: string }> => {
  const batch = /\/batches\/([^/]+)\/rejects\.csv$/.exec(url.pathname)?.[1]
  if (batch !== undefined) {
    const page = await bench.ingest.rejects(batch, { offset: 0, limit: 100_000 })
    return { status: 200, text: REJECTS_HEADER + formatRejects(page!.rejects) }
  }
  const answer = await bench.ingest.submit({
    dataset: decodeURIComponent(url.pathname.split('/')[4]!),
    source: 'test',
    contentType: String(headers['content-type']),
    stream: body,
    idempotencyKey: headers['idempotency-key'] as string | undefined,
    dryRun: url.searchParams.get('dryRun') === '1',
  })
  return 'problem' in answer
    ? { status: answer.problem.status, text: JSON.stringify(answer.problem) }
    : { status: 201, text: JSON.stringify(answer.receipt) }
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yiping-import-'))
  unanswered = null
  let requests = 0
  bench = await openBench({ datasets: DATASETS })
  server = createServer((request, response) => {
    const number = ++requests
    void handle(new URL(request.url!, 'http://x'), request.headers, request).then(({ status, text }) => {
      if (number === unanswered) request.socket.destroy()
      else response.writeHead(status).end(text)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await bench.close()
  rmSync(folder, { recursive: true })
})

const csv = (bad: ReadonlySet<number> = new Set()): string => {
  const path = join(folder, 'count.csv')
  writeFileSync(
    path,
    `at,n,remark\n${Array.from({ length: ROWS }, (_, index) => `2026-03-01 08:00:00,${bad.has(index + 1) ? '=x' : index + 1},\n`).join('')}`,
  )
  return path
}

const job = async (file: string, more: Partial<ImportJob> = {}): Promise<ImportJob> => ({
  dataset: 'test.count',
  file,
  format: 'csv',
  server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  headers: {},
  encoding: undefined,
  sheet: undefined,
  dryRun: false,
  again: false,
  rejects: await createRejectFile(file, undefined),
  terminal: { write: () => undefined },
  ...more,
})

const stored = async (): Promise<unknown> =>
  (await bench.rows('test.count', 'count(*) as rows, count(distinct n) as different'))[0]

test('a long file comes in part by part, its refused rows numbered as in the file and listed beside it', async () => {
  const bad = new Set([1, 5_000, 5_001, ...Array.from({ length: 40 }, (_, index) => 11_000 + index)])
  const mine = await job(csv(bad))
  const receipt = await importFile(mine)
  expect(receipt).toMatchObject({ accepted: ROWS - 43, rejected: 43, repeated: false })
  const list = await mine.rejects.finish()
  expect(list).toBe(join(folder, 'count.csv.rejects.csv'))
  const lines = readFileSync(list!, 'utf8').trimEnd().split('\r\n')
  expect(lines.slice(0, 3)).toEqual(['\ufeff行号,列,原值,原因', "1,n,'=x,应为整数", "5000,n,'=x,应为整数"])
  expect(lines.length).toBe(44)
  expect(report(receipt, list)).toContain(`接受 ${ROWS - 43} 行，拒收 43 行`)
})

test('a part that was stored and never answered is not stored twice', async () => {
  unanswered = 2
  expect(await importFile(await job(csv()))).toMatchObject({ accepted: ROWS, rejected: 0, repeated: true })
  expect(await stored()).toEqual({ rows: ROWS, different: ROWS })
})

test('an import that was cut off is taken up again by the same command, and doubled only when asked to', async () => {
  const file = csv()
  const stops = {
    write: () => {
      throw new Error('killed')
    },
  }
  await expect(importFile(await job(file, { terminal: stops }))).rejects.toThrow('killed')
  expect(await stored()).toEqual({ rows: 5_000, different: 5_000 })
  await importFile(await job(file))
  expect(await stored()).toEqual({ rows: ROWS, different: ROWS })
  await importFile(await job(file, { again: true }))
  expect(await stored()).toEqual({ rows: 2 * ROWS, different: ROWS })
})

test('a trial stores nothing and lists every refusal', async () => {
  const mine = await job(csv(new Set(Array.from({ length: 30 }, (_, index) => index + 100))), { dryRun: true })
  expect(await importFile(mine)).toMatchObject({ accepted: ROWS - 30, rejected: 30, dryRun: true })
  expect(
    readFileSync((await mine.rejects.finish())!, 'utf8')
      .trimEnd()
      .split('\r\n').length,
  ).toBe(31)
  expect(await stored()).toEqual({ rows: 0, different: 0 })
})

test('a file without refusals leaves no list, not even an old one', async () => {
  const file = csv()
  writeFileSync(`${file}.rejects.csv`, 'old')
  const mine = await job(file)
  await importFile(mine)
  expect(await mine.rejects.finish()).toBeNull()
  expect(() => readFileSync(`${file}.rejects.csv`)).toThrow('ENOENT')
})

test('a wrong header and an unreadable file are refused as a whole', async () => {
  const wrong = join(folder, 'wrong.csv')
  writeFileSync(wrong, 'at,number,remark\n2026-03-01,1,\n')
  await expect(importFile(await job(wrong))).rejects.toMatchObject({
    problem: { type: '/problems/missing-columns', field: 'n' },
  })
  writeFileSync(wrong, '')
  await expect(importFile(await job(wrong))).rejects.toThrow(Unreadable)
})
