import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAudit } from '../../audit/index.ts'
import { createClock, createZone } from '../../lib/index.ts'
import { createLedger } from '../../store/index.ts'
import { exportTo, verdictOn } from './audit.ts'

let folder: string

const write = async (
  work: (sql: { query: (statement: string) => Promise<unknown> }) => Promise<unknown>,
  entries: string[] = [],
): Promise<void> => {
  const path = join(folder, 'ledger.duckdb')
  const ledger = await createLedger({ path, threads: 1, memoryLimit: '100MB' })
  const audit = await createAudit({
    ledger,
    clock: createClock(createZone('Asia/Shanghai')),
    algorithm: 'sha256',
    anchor: `${path}.anchor`,
    failed: () => undefined,
  })
  for (const what of entries)
    await audit.append({ who: 'li', name: '李', from: '10.0.0.8', deed: 'rows', what, outcome: 'done' })
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

test('a chain that the running server holds open is asked of it, with the secret of the data folder', async () => {
  const asked: string[] = []
  const server = createServer(({ url, headers }, response) => {
    asked.push(`${url} ${headers.authorization}`)
    response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ whole: true, entries: 7, findings: [], head: { seq: 7, hash: 'x' } }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const holder = spawn(
    process.execPath,
    [
      '-e',
      `import('@duckdb/node-api').then(async ({ DuckDBInstance }) => { globalThis.kept = await DuckDBInstance.create(${JSON.stringify(join(folder, 'ledger.duckdb'))}); console.log('held'); setInterval(() => {}, 1000) })`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  try {
    await once(holder.stdout, 'data')
    writeFileSync(join(folder, 'local-token'), 'secret\n')
    vi.stubEnv('YIPING_TOKEN', undefined)
    vi.stubEnv('YIPING_SERVER', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    vi.resetModules()
    const again = await import('./audit.ts')
    expect(await again.verdictOn(undefined, {})).toMatchObject({ whole: true, entries: 7 })
    await again.exportTo(join(folder, 'out.ndjson'), { from: '2026-01-01' })
    expect(asked).toEqual(['/api/v1/audit/verify Bearer secret', '/api/v1/audit/export?from=2026-01-01 Bearer secret'])
  } finally {
    holder.kill()
    server.close()
  }
})
