import express from 'express'
import type { AddressInfo, Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createClock, createLogger, createZone } from '../../lib/index.ts'
import type { HttpDeps } from '../deps.ts'
import { answerErrors } from '../reply.ts'
import { datasetRoutes } from './datasets.ts'

const PHONE = '13812345678'
const NOW = Date.parse('2026-11-27T08:00:00Z')
let server: Server | null = null
afterEach(() => new Promise((done) => (server === null ? done(null) : server.close(done))))

/** The route as it is, before an audit that writes when and if the test says so. */
const unmask = async (
  append: () => Promise<unknown>,
  minutes: number | undefined = 5,
): Promise<{ status: number; text: string }> => {
  const person = { id: 'shen', name: '沈晓岚', post: '', grants: [] }
  const deps = {
    access: { personOf: () => person, scopeFor: () => ({ reaches: [] }) },
    audit: { append },
    indicators: { reveal: () => Promise.resolve({ region: 't1', values: { phone: PHONE } }) },
    clock: createClock(createZone('Asia/Shanghai'), () => NOW),
  } as unknown as HttpDeps
  const listening = express()
    .use(datasetRoutes(deps))
    .use(answerErrors(createLogger('silent')))
    .listen(0, '127.0.0.1')
  server = listening
  await new Promise((done) => listening.once('listening', done))
  const { port } = listening.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}/datasets/t.call/unmask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ row: 'r', columns: ['phone'], reason: '核实群众来电', minutes }),
  })
  return { status: response.status, text: await response.text() }
}

test('a personal field is not shown where it cannot be written down who saw it', async () => {
  const { status, text } = await unmask(() => Promise.reject(new Error('no room on the disk')))
  expect([status, text.includes(PHONE), text.includes('disk')]).toEqual([500, false, false])
})

test('and not before it is', async () => {
  const steps: string[] = []
  let written = (): void => undefined
  const answer = unmask(
    () =>
      new Promise((done) => {
        steps.push('asked')
        written = () => {
          steps.push('written')
          done(null)
        }
      }),
  )
  await expect.poll(() => steps).toEqual(['asked'])
  const shown = answer.then((one) => {
    steps.push('shown')
    return one
  })
  await new Promise((done) => setTimeout(done, 200))
  written()
  const { status, text } = await shown
  expect([status, text.includes(PHONE), steps]).toEqual([200, true, ['asked', 'written', 'shown']])
})

test.each([
  [1, '2026-11-27T16:01:00+08:00'],
  [30, '2026-11-27T16:30:00+08:00'],
])('what is shown for %i minutes is to be forgotten then', async (minutes, until) => {
  const { status, text } = await unmask(() => Promise.resolve(), minutes)
  expect([status, JSON.parse(text)]).toEqual([200, { values: { phone: PHONE }, until }])
})

test.each([0, 31, 1.5])('nothing is shown for %d minutes', async (minutes) =>
  expect((await unmask(() => Promise.resolve(), minutes)).status).toBe(400),
)
