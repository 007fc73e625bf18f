import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { DeadLettersAnswer } from './contract/index.ts'
import { createWorld, grant } from './testing/index.fixture.ts'

const METRICS = `
city: { title: 试验区 }
themes: [{ id: t, title: 试验 }]
datasets:
  - id: t.gauge
    title: 水位
    owner: 试验单位
    kind: reading
    key: [id, at]
    time: at
    region: region
    columns: { id: { type: text, required: true }, at: { type: time, required: true }, region: { type: region, required: true }, level: { type: number, required: true } }
indicators:
  - { id: t.level, title: 水位, meaning: 最近读数, unit: 米, better: lower, from: t.gauge, value: { latest: { of: level, per: id, across: max } }, grains: [day] }
alerts:
  - { id: t.high, title: 水位高, on: t.level, level: town, bands: { red: { enter: ">= 40", exit: "< 35" } }, tells: { red: [town] } }
`
const TREE = 'code,parent,level,name,kind\nd,,district,测试区,place\nt1,d,town,甲镇,place\n'
const world = createWorld({ tree: TREE, definitions: { 'm.yaml': METRICS }, shared: false })
const closed = createServer((_, response) => void response.writeHead(503).end())

beforeAll(async () => {
  await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done))
  const { port } = closed.address() as AddressInfo
  const channels = join(mkdtempSync(join(tmpdir(), 'yiping-letters-')), 'channels.yaml')
  writeFileSync(
    channels,
    `allow: ["127.0.0.1:${port}"]\nchannels: [{ id: hub, kind: webhook, title: 中台, url: "http://127.0.0.1:${port}/", secret: at-least-16-characters }]\n`,
  )
  await world.open({ channels })
})
afterAll(async () => {
  await world.close()
  closed.close()
})

test('whoever runs the system sees that a notice did not arrive and why, not what it says; its words are for those who see everything', async () => {
  await world.ask('POST', '/datasets/t.gauge/rows', world.local(), [
    { id: 'g', at: new Date().toISOString(), region: 't1', level: 50 },
  ])
  const letters = async (who = world.local()) =>
    (await world.ask<DeadLettersAnswer>('GET', '/alerts/letters', who)).body
  await vi.waitFor(
    async () =>
      expect(await letters()).toMatchObject({
        letters: [{ title: '【红色预警】甲镇 水位高', failure: '对方答复 503' }],
      }),
    10_000,
  )
  const operator = await world.hire('operator', [{ ...grant('d', ['configure']), role: 'operator' }])
  expect((await letters(operator)).letters).toMatchObject([{ title: null, failure: '对方答复 503', to: '中台' }])
  expect(await world.ask('POST', '/alerts/letters/all/send', operator, {})).toMatchObject({
    status: 200,
    body: { letters: [{ title: null, attempts: 1 }] },
  })
}, 30_000)
