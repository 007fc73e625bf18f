import { DuckDBInstance } from '@duckdb/node-api'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer, type Door, type Server } from '../../e2e/world/index.ts'
import { say } from './line.ts'

export const ROOT = '330109'

/** A data folder with a given number of governance.case facts over 24 months, and the server on it. */
export interface City {
  server: Server
  villages: string[]
  folder: string
  close: () => Promise<void>
}

const QUIET = { YIPING_DEMO: '0', YIPING_LOG: 'error' }

interface RegionsReply {
  regions: { code: string; level: string; kind: string }[]
}

export const villagesOf = async ({ url, token }: Door): Promise<string[]> => {
  const reply = (await (
    await fetch(`${url}/api/v1/regions`, { headers: { authorization: `Bearer ${token}` } })
  ).json()) as RegionsReply
  return reply.regions
    .filter((region) => region.level === 'village' && region.kind === 'place')
    .map((region) => region.code)
}

/** The DuckDB file of the facts in a data folder. */
export const databaseIn = (folder: string): string => {
  const file = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find(
    (name) => name.endsWith('.duckdb') && !name.endsWith('ledger.duckdb'),
  )
  if (!file) throw new Error(`no database in ${folder}`)
  return join(folder, file)
}

/**
 * Facts straight into the table, in order of time: two years of cases, one in forty still open, each row as the
 * ingest would have stored it. The cells are left to the server, which rebuilds them when it starts.
 */
const fillSql = (rows: number, villages: readonly string[]): string[] => [
  'set threads = 2',
  `create temp table village as select [${villages.map((code) => `'${code}'`).join(', ')}] as codes`,
  `insert into fact."governance.case" (case_id, reported_at, updated_at, region_code, category, source, departments, due_at, closed_at, rating, reporter, phone, _region, _at, _version, _superseded)
   select 'old-' || i, came, came, code, ['环境卫生', '矛盾纠纷', '安全隐患', '市容秩序', '公共设施', '交通秩序'][1 + i % 6], ['网格上报', '群众来电', '智能感知', '部门转办'][1 + i % 4],
          1 + i % 3, came + interval 72 hour, case when i % 40 > 0 then came + interval 1 hour * (hash(i) % 96)::INTEGER end, case when i % 40 > 0 and i % 3 = 0 then 1 + hash(i) % 5 end,
          '张三', '13800000000', code, came, 1, null
   from (select i, (now() at time zone 'Asia/Shanghai' - interval 730 day + interval 1 second * (i * ((730 - 1) * 86400.0 / ${rows}))::BIGINT)::TIMESTAMP as came, (select codes from village)[1 + (hash(i) % ${villages.length})::BIGINT] as code from range(${rows}) t(i))`,
  `insert into batch (id, version, dataset, key, source, arrived, accepted, rejected, receipt) values ('grown', 1, 'governance.case', null, 'bench', now() at time zone 'Asia/Shanghai', ${rows}, 0, '{}')`,
  `delete from meta where key = 'cells governance.case'`,
  'checkpoint',
]

/** Runs statements on a data folder whose server is stopped. */
export const onDatabase = async (folder: string, statements: readonly string[]): Promise<void> => {
  const instance = await DuckDBInstance.create(databaseIn(folder))
  const connection = await instance.connect()
  for (const statement of statements) await connection.run(statement)
  connection.closeSync()
  instance.closeSync()
}

export const createCity = async (rows: number): Promise<City> => {
  const folder = mkdtempSync(join(tmpdir(), 'yiping-bench-'))
  let server = await startServer({ data: folder, environment: QUIET })
  const villages = await villagesOf(server)
  if (rows > 0) {
    await server.stop()
    say(`  growing ${rows / 1e6} M facts …`)
    await onDatabase(folder, fillSql(rows, villages))
    server = await startServer({ data: folder, environment: QUIET, limitSeconds: 600 })
  }
  return {
    server,
    villages,
    folder,
    close: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Sends one delivery and waits until it is durable. */
export const deliver = async (
  { url, token }: Door,
  body: string | Uint8Array<ArrayBuffer>,
): Promise<{ accepted: number; rejected: number; version: number }> => {
  const reply = await fetch(`${url}/api/v1/datasets/governance.case/rows`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${token}` },
    body,
  })
  if (!reply.ok) throw new Error(`refused: ${reply.status} ${await reply.text()}`)
  return (await reply.json()) as { accepted: number; rejected: number; version: number }
}
