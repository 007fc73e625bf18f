import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAudit } from '../../audit/index.ts'
import { createClock, createZone } from '../../lib/index.ts'
import { createLedger } from '../../store/index.ts'
import { exportTo, verdictOn } from './audit.ts'

let folder: string

const write = async (work: (sql: { query: (statement: string) => Promise<unknown> }) => Promise<unknown>, entries: string[] = []): Promise<void> => {
  const path = join(folder, 'ledger.duckdb')
  const ledger = await createLedger({ path, threads: 1, memoryLimit: '100MB' })
  const audit = await createAudit({ ledger, clock: createClock(createZone('Asia/Shanghai')), algorithm: 'sha256', anchor: `${path}.anchor`, failed: () => undefined })
  for (const what of entries) await audit.append({ who: 'li', name: '李', from: '10.0.0.8', deed: 'rows', what, outcome: 'done' })
  await ledger.write(work)
  await audit.close()
  await ledger.close()
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yiping-audit-cli-'))
  vi.stubEnv('YIPING_DATA', folder)
  await write(() => Promise.resolve(), ['a', 'b', 'c'])
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

test('the chain of a stopped server is proven at the console, and that is written into it', async () => {
  expect(await verdictOn(undefined, {})).toMatchObject({ whole: true, entries: 3 })
  expect(await verdictOn(undefined, {})).toMatchObject({ whole: true, entries: 4 })
})

test('what somebody did to the file is found where it was done', async () => {
  await write((sql) => sql.query(`update audit set what = 'x' where seq = 2`))
  expect(await verdictOn(undefined, {})).toMatchObject({ whole: false, findings: [{ kind: 'changed', seq: 2 }] })
})

test('an export is proven by itself, and one that was edited is not', async () => {
  const file = join(folder, 'audit.ndjson')
  await exportTo(file, {})
  expect(await verdictOn(file, {})).toMatchObject({ whole: true, entries: 3 })
  writeFileSync(file, readFileSync(file, 'utf8').replace('"what":"b"', '"what":"B"'))
  expect(await verdictOn(file, {})).toMatchObject({ whole: false, findings: [{ kind: 'changed', seq: 2 }] })
})

test('a running server is asked with a token or not at all', async () => {
  vi.stubEnv('YIPING_TOKEN', undefined)
  await expect(verdictOn(undefined, { server: 'http://127.0.0.1:1' })).rejects.toThrow('令牌')
})
