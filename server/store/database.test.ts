import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from './database.ts'

const folder = mkdtempSync(join(tmpdir(), 'yiping-database-'))
const [inside, outside] = [join(folder, 'in'), join(folder, 'out.csv')]
writeFileSync(outside, 'a\n1\n')
afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  ['read a file', `select * from read_csv('${outside}')`],
  ['read the text of one', `select * from read_text('${outside}')`],
  ['read one by its name', `select * from '${outside}'`],
  ['list a folder', `select * from glob('${folder}/*')`],
  ['write a file', `copy (select 1) to '${folder}/made.csv'`],
  ['open another database', `attach '${folder}/other.duckdb'`],
  ['ask the network', "select * from read_csv('http://127.0.0.1:1/x.csv')"],
  ['take an extension', 'install httpfs'],
  ['load one', "load '/tmp/x.duckdb_extension'"],
  ['open itself again', 'set enable_external_access = true'],
  ['work another way', "set default_null_order = 'nulls_first'"],
  ['let itself look into a folder', `set allowed_directories = ['${folder}']`],
])('whatever SQL came to run, it could not %s', async (_, statement) => {
  const instance = await openDatabase({ path: ':memory:', threads: 1, memoryLimit: '100MB', reads: inside })
  const connection = await instance.connect()
  expect((await connection.runAndReadAll('select 1')).getRows()).toEqual([[1]])
  await expect(connection.run(statement)).rejects.toThrow()
  connection.closeSync()
  instance.closeSync()
})
