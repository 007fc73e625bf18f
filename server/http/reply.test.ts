import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLogger } from '../lib/index.ts'
import { createLedger, type Ledger } from '../store/index.ts'
import { answerErrors } from './reply.ts'

const LONG = 'select count(*) from range(100000) a, range(100000) b where a.range * b.range % 7 = 3'

let ledger: Ledger
let url: string
let close: () => void

beforeAll(async () => {
  ledger = await createLedger({ path: ':memory:', threads: 1, memoryLimit: '100MB', readLimitMs: 1_000 })
  const app = express()
    .get('/slow', async (_, response) => void response.json((await ledger.read((sql) => sql.query(LONG))).records()))
    .get(
      '/quick',
      async (_, response) => void response.json((await ledger.read((sql) => sql.query('select 1 as one'))).records()),
    )
    .use(answerErrors(createLogger('silent')))
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  close = () => void server.close()
})
afterAll(async () => {
  close()
  await ledger.close()
})

test('whoever asks the ledger for too much is told so in words and what to do, and nobody else waits for it', async () => {
  let over = false
  const slow = fetch(`${url}/slow`).finally(() => (over = true))
  expect(await (await fetch(`${url}/quick`)).json()).toEqual([{ one: 1 }])
  expect(over).toBe(false)
  const answer = await slow
  expect(answer.status).toBe(503)
  expect(await answer.json()).toEqual({
    type: '/problems/too-slow',
    title: '查询用时过长，已停止',
    status: 503,
    hint: expect.stringContaining('筛选条件') as string,
  })
})
