import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp, type App } from '../app.ts'
import type { MadeToken } from '../contract/index.ts'
import { createLedger } from '../store/index.ts'
import { QUICK } from './accounts/quick.fixture.ts'
import { hashSecret } from './secret.ts'

const ADMIN = { username: 'admin', password: 'Spring-tide-2026' }
const folder = mkdtempSync(join(tmpdir(), 'yiping-at-rest-'))
const path = join(folder, 'ledger.duckdb')
let app: App
let url: string

beforeAll(async () => {
  writeFileSync(join(folder, 'tree.csv'), 'code,parent,level,name,kind\nd,,district,测试区,place\n')
  writeFileSync(join(folder, 'more.yaml'), 'city: { title: 测试城市 }\n')
  app = await createApp({
    port: 0,
    host: '127.0.0.1',
    database: ':memory:',
    ledger: path,
    metrics: fileURLToPath(new URL('../indicators/testing/metrics', import.meta.url)),
    regions: join(folder, 'tree.csv'),
    timeZone: 'Asia/Shanghai',
    demo: null,
    logLevel: 'silent',
    memoryLimit: '300MB',
    client: null,
    passwordWork: QUICK,
    adminPassword: ADMIN.password,
  })
  url = await app.listen()
})
afterAll(() => rmSync(folder, { recursive: true }))

const ask = async <T>(
  method: string,
  at: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<{ body: T; cookie: string }> => {
  const response = await fetch(`${url}/api/v1${at}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return {
    body: (await response.json()) as T,
    cookie: response.headers.getSetCookie()[0]?.split(';')[0]?.split('=')[1] ?? '',
  }
}

test('of passwords, sessions and tokens the ledger holds hashes alone: whoever reads the file can open nothing with it', async () => {
  const local = { authorization: `Bearer ${app.localToken}` }
  const { cookie: session } = await ask('POST', '/session', ADMIN)
  const { body: made } = await ask<{ password: string }>(
    'POST',
    '/admin/people',
    {
      username: 'shen',
      name: '沈晓岚',
      grants: [{ role: 'town', region: 'd', themes: 'all', actions: ['aggregate'] }],
    },
    local,
  )
  const tokens = await Promise.all(
    [
      { kind: 'feed', name: '报送', dataset: 't.case' },
      {
        kind: 'api',
        name: '脚本',
        grants: [{ role: 'analyst', region: 'd', themes: 'all', actions: ['aggregate'] }],
        days: 1,
      },
    ].map(async (wanted) => (await ask<MadeToken>('POST', '/admin/tokens', wanted, local)).body.secret),
  )
  const local32 = app.localToken
  await app.close()
  const secrets = [ADMIN.password, made.password, session, local32, ...tokens]
  expect(secrets.map((secret) => secret.length > 11)).toEqual(secrets.map(() => true))

  const file = readFileSync(path)
  expect(secrets.filter((secret) => file.includes(secret))).toEqual([])
  const ledger = await createLedger({ path, threads: 1, memoryLimit: '100MB' })
  const rows = await ledger.read(async (sql) => {
    const tables = (await sql.query("select table_name from information_schema.tables where table_schema = 'main'"))
      .records()
      .map((row) => String(row['table_name']))
    const all: string[] = []
    for (const table of tables)
      all.push(
        JSON.stringify((await sql.query(`select * from "${table}"`)).records(), (_, value: unknown) =>
          typeof value === 'bigint' ? String(value) : value,
        ),
      )
    return all.join('\n')
  })
  await ledger.close()
  // What is kept is there to be seen, so that the absence says something.
  for (const secret of [session, ...tokens]) expect(rows).toContain(hashSecret(secret))
  expect(rows).toContain('"scrypt$')
  expect(secrets.filter((secret) => rows.includes(secret))).toEqual([])
})
