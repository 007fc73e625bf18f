import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { sqlOn } from '../database.ts'
import { scriptOn } from './script.ts'

const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
const sql = sqlOn(await instance.connect())
const kept = async (): Promise<unknown[]> => (await sql.query('select word from said order by rowid')).column('word')

beforeEach(() => sql.query('create or replace table said (word VARCHAR)'))
afterAll(() => instance.closeSync())

test('what runs soon runs before the next statement waited for, in order, with and without parameters', async () => {
  const script = scriptOn(sql)
  script.soon(`insert into said values ('一')`)
  script.soon(`insert into said values ('二')`)
  expect(await kept()).toEqual([])
  expect((await script.query('select count(*)::INTEGER as n from said')).column('n')).toEqual([2])
  script.soon(`insert into said values ('三')`)
  await script.query('insert into said values ($1)', ['四'])
  expect(await kept()).toEqual(['一', '二', '三', '四'])
})

test('what fails is told by the statement waited for, which does not run, and a transaction keeps nothing of it', async () => {
  const script = scriptOn(sql)
  await script.query('begin')
  script.soon(`insert into said values ('一')`)
  script.soon('insert into nowhere values (1)')
  await expect(script.query('commit')).rejects.toThrow('nowhere')
  await sql.query('rollback')
  expect(await kept()).toEqual([])
})

test('statements whose plans are kept keep their place among the others', async () => {
  const ran: string[] = []
  const script = scriptOn(sql, async (statement) => {
    ran.push(statement)
    return sql.query(statement)
  })
  await script.query('begin')
  script.soon(`insert into said values ('一')`)
  script.soon(`insert into said select word || '二' from said`, 'often')
  script.soon(`insert into said values ('三')`)
  expect((await script.often('select count(*)::INTEGER as n from said')).column('n')).toEqual([3])
  script.closing(`delete from said where word = '三'`)
  script.closing(`delete from said where word = '三'`)
  script.soon(`insert into said values ('三')`)
  await script.commit()
  expect(ran).toHaveLength(2)
  expect(await kept()).toEqual(['一', '一二'])
})
