import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, expect, test } from 'vitest'
import { sqlOn } from './database.ts'
import { keptOn } from './kept.ts'

const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
const connection = await instance.connect()
const sql = sqlOn(connection)
const kept = keptOn(connection)
afterAll(() => {
  connection.closeSync()
  instance.closeSync()
})

const BIG = 'select count(*)::INTEGER as n from stage where x >= 100'
const REPLACED = 'select count(*)::INTEGER as n from stage where gone is not null'
const ALL = 'select count(*)::INTEGER as n from stage where gone is null'

/** What the three say of rows put there by a transaction of their own; `emptied` takes all of them out again before. */
const within = async (rows: string, emptied = false): Promise<unknown[]> => {
  await sql.query('begin')
  await sql.query('create temp table if not exists stage (x INTEGER, gone INTEGER)')
  await sql.query(`insert into stage ${rows}`)
  if (emptied) await sql.query('delete from stage')
  const said = [
    (await kept(BIG)).column('n')[0],
    (await kept(REPLACED)).column('n')[0],
    (await kept(ALL)).column('n')[0],
  ]
  await sql.query('delete from stage')
  await sql.query('commit')
  return said
}

test('a plan made for some rows holds for others, whatever the first ones never had', async () => {
  for (let time = 0; time < 3; time += 1) expect(await within('select range, null from range(50)')).toEqual([0, 0, 50])
  expect(await within('values (150, 7), (1, null)')).toEqual([1, 1, 1])
  expect(await within('select 1000 + range, 1 from range(5000)')).toEqual([5000, 5000, 0])
  expect(await within('select range, null from range(50)')).toEqual([0, 0, 50])
})

test('a plan made when every row was taken out again, or for a table with other columns, is none to be stuck with', async () => {
  await sql.query('drop table stage')
  for (let time = 0; time < 3; time += 1) expect(await within('values (1, null)', true)).toEqual([0, 0, 0])
  expect(await within('values (150, 7)')).toEqual([1, 1, 0])
  await sql.query('create or replace temp table stage (more VARCHAR, x INTEGER, gone INTEGER)')
  await sql.query('drop table stage')
  expect(await within('values (150, 7), (2, null)')).toEqual([1, 1, 1])
})

test('what fails is told, and the statement can be run again', async () => {
  await sql.query('create table positive (x INTEGER check (x > 0))')
  const insert = 'insert into positive select x from stage'
  const put = async (x: number): Promise<void> => {
    await sql.query('begin')
    await sql.query(`insert into stage values (${x}, null)`)
    try {
      await kept(insert)
      await sql.query('delete from stage; commit')
    } catch (error) {
      await sql.query('rollback')
      throw error
    }
  }
  for (const x of [1, 2, 3]) await put(x)
  await expect(put(-1)).rejects.toThrow(/CHECK/)
  await put(4)
  expect((await sql.query('select sum(x)::INTEGER as sum from positive')).column('sum')).toEqual([10])
})
