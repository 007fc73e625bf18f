import { expect, test } from 'vitest'
import { openDatabase, sqlOn } from './database.ts'
import { createGivingBack } from './give-back.ts'

test('what was freed is given back while others read, and the limit stays what it was', async () => {
  const instance = await openDatabase({ path: ':memory:', threads: 1, memoryLimit: '200MB' })
  const connection = await instance.connect()
  const sql = sqlOn(connection)
  const limit = async (): Promise<unknown> =>
    (await sql.query(`select current_setting('memory_limit') as it`)).column('it')
  const set = async (): Promise<unknown> =>
    (await sql.query(`select value from duckdb_settings() where name = 'memory_limit'`)).column('value')
  const before = [await limit(), await set()]
  const giving = await createGivingBack(instance, '200MB')
  const [counted] = await Promise.all([
    sql.query('select count(*) as n from (select i, list(i) from range(200000) t(i) group by i)'),
    giving.now(),
    giving.now(),
  ])
  expect(counted.column('n')).toEqual([200_000])
  expect([await limit(), await set()]).toEqual(before)
  await giving.close()
  connection.closeSync()
  instance.closeSync()
})

test.runIf(process.platform === 'linux')('it leaves the process', async () => {
  const instance = await openDatabase({ path: ':memory:', threads: 1, memoryLimit: '800MB' })
  const connections = await Promise.all(Array.from({ length: 4 }, () => instance.connect()))
  const columns = Array.from({ length: 60 }, (_, n) => n)
  const wide = `select i % 600 as k, ${columns.map((n) => `sum(hash(i + ${n}) % 7) filter (i % ${n + 2} = 0) as c${n}, list(distinct i % ${n + 2}) as l${n}`).join(', ')} from range(12000) t(i) group by k`
  await Promise.all(connections.map((connection) => connection.run(wide)))
  const giving = await createGivingBack(instance, '800MB')
  const before = process.memoryUsage().rss
  await giving.now()
  expect(before - process.memoryUsage().rss).toBeGreaterThan(10 << 20)
  await giving.close()
  for (const connection of connections) connection.closeSync()
  instance.closeSync()
})
