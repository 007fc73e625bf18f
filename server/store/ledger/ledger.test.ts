import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ReadTimeout } from '../lending.ts'
import { createLedger, type Ledger } from './ledger.ts'

let folder: string
let ledger: Ledger

const open = (readLimitMs?: number): Promise<Ledger> =>
  createLedger({ path: join(folder, 'ledger.duckdb'), threads: 1, memoryLimit: '100MB', readLimitMs })
const notes = (): Promise<unknown[]> =>
  ledger.read(async (sql) => (await sql.query('select text from note order by text')).column('text'))

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yiping-ledger-'))
  ledger = await open()
  await ledger.migrate('notes', ['create table note (text VARCHAR)'])
})
afterEach(async () => {
  await ledger.close()
  rmSync(folder, { recursive: true })
})

test('what was written is there after closing and opening', async () => {
  await ledger.write((sql) => sql.query('insert into note values ($1)', ['一']))
  await ledger.close()
  ledger = await open()
  expect(await notes()).toEqual(['一'])
})

test('a transaction that throws leaves nothing, and the next one runs', async () => {
  const failing = ledger.write(async (sql) => {
    await sql.query('insert into note values ($1)', ['半'])
    throw new Error('no')
  })
  const next = ledger.write((sql) => sql.query('insert into note values ($1)', ['二']))
  await expect(failing).rejects.toThrow('no')
  await next
  expect(await notes()).toEqual(['二'])
})

test('writers take turns, so that none sees the half of another', async () => {
  await ledger.write((sql) => sql.query('create table counter as select 0 as n'))
  const raise = (): Promise<unknown> =>
    ledger.write(async (sql) => {
      const n = (await sql.query('select n from counter')).column('n')[0] as number
      await sql.query('update counter set n = $1', [n + 1])
    })
  await Promise.all(Array.from({ length: 20 }, raise))
  expect(
    await ledger.read(async (sql) => (await sql.query('select n::INTEGER as n from counter')).column('n')),
  ).toEqual([20])
})

test('migrations run once each, later ones on a later start', async () => {
  await ledger.migrate('notes', ['create table note (text VARCHAR)', 'alter table note add column author VARCHAR'])
  await ledger.migrate('notes', ['create table note (text VARCHAR)', 'alter table note add column author VARCHAR'])
  await ledger.write((sql) => sql.query('insert into note values ($1, $2)', ['三', '王']))
  expect(await notes()).toEqual(['三'])
})

test('a table that one step has filled is altered by the next; a step that fails leaves those before it done', async () => {
  const steps = [
    'create table thing (id VARCHAR)',
    `insert into thing values ('一')`,
    `update thing set id = '二'`,
    'alter table thing add column kind VARCHAR',
  ]
  await expect(ledger.migrate('things', [...steps.slice(0, 2), 'no step'])).rejects.toThrow()
  await ledger.migrate('things', steps)
  expect(await ledger.read(async (sql) => (await sql.query('select * from thing')).records())).toEqual([
    { id: '二', kind: null },
  ])
})

test('a reader cannot write', async () => {
  await expect(ledger.read((sql) => sql.query('insert into note values ($1)', ['四']))).rejects.toThrow(/read-only/i)
})

const LONG = 'select count(*) from range(100000) a, range(100000) b where a.range * b.range % 7 = 3'

test('a slow read holds neither other reads nor writers, is stopped when its time is over, and leaves its place to the next', async () => {
  await ledger.close()
  ledger = await open(2_000)
  const over: string[] = []
  const slow = [1, 2].map((n) => ledger.read((sql) => sql.query(LONG)).finally(() => over.push(`slow ${n}`)))
  const stopped = slow.map((one) => expect(one).rejects.toThrow(ReadTimeout))
  await ledger.write((sql) => sql.query('insert into note values ($1)', ['五']))
  expect(await notes()).toEqual(['五'])
  expect(over).toEqual([])
  await Promise.all(stopped)
  expect(await Promise.all([1, 2, 3, 4].map(notes))).toEqual([1, 2, 3, 4].map(() => ['五']))
})

test('half a read is not taken for a whole one', async () => {
  await ledger.close()
  ledger = await open(200)
  await expect(ledger.read((sql) => sql.query(LONG).catch(() => 'shown as broken'))).rejects.toThrow(ReadTimeout)
})

test('what a start takes into memory is waited for, however long it takes', async () => {
  await ledger.close()
  ledger = await open(1)
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50))
  const slowly = (kind: 'read' | 'load'): Promise<unknown> =>
    ledger[kind](async (sql) => {
      await pause()
      return (await sql.query('select 1 as one')).column('one')
    })
  await expect(slowly('read')).rejects.toThrow(ReadTimeout)
  expect(await slowly('load')).toEqual([1])
  await expect(ledger.load((sql) => sql.query('insert into note values ($1)', ['六']))).rejects.toThrow(/read-only/i)
})
