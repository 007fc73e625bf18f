import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSpool } from './spool.ts'

let root: string
let folder: string
let begun: boolean[]
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'yiping-spool-'))
  folder = join(root, 'job.pages')
  begun = []
})
afterEach(() => rmSync(root, { recursive: true }))

const open = () => createSpool(folder, (again) => begun.push(again))
const never = () => Promise.reject(new Error('read again'))
const words = (text: string) => () => Promise.resolve([text])

test('what was read comes back at the next start without being read again, at the state it was read at', async () => {
  const first = open()
  expect(await first.begin('rights', { version: 7 })).toEqual({ version: 7 })
  expect([await first.page(0, words('甲')), await first.page(1, words('乙'))]).toEqual([['甲'], ['乙']])
  const next = open()
  expect(await next.begin('rights', { version: 9 })).toEqual({ version: 7 })
  expect([await next.page(0, never), await next.page(1, never), await next.page(2, words('丙'))]).toEqual([
    ['甲'],
    ['乙'],
    ['丙'],
  ])
  expect(begun).toEqual([false, true])
})

test('pages read under other rights or definitions are gone', async () => {
  const first = open()
  await first.begin('rights', { version: 7 })
  await first.page(0, words('甲'))
  const next = open()
  expect(await next.begin('fewer rights', { version: 9 })).toEqual({ version: 9 })
  expect([await next.page(0, words('乙')), begun]).toEqual([['乙'], [false, false]])
})

test.each(['0.gz', 'begun.gz'])('half of %s is thrown away', async (file) => {
  const first = open()
  await first.begin('rights', { version: 7 })
  await first.page(0, words('甲'))
  const bytes = readFileSync(join(folder, file))
  writeFileSync(join(folder, file), bytes.subarray(0, bytes.length - 6))
  const next = open()
  await next.begin('rights', { version: 9 })
  expect(await next.page(0, words('乙'))).toEqual(['乙'])
})

test('a page that could not be read leaves nothing behind', async () => {
  const spool = open()
  await spool.begin('rights', {})
  await expect(spool.page(0, never)).rejects.toThrow('read again')
  expect([existsSync(join(folder, '0.gz')), readdirSync(folder)]).toEqual([false, ['begun.gz']])
})
