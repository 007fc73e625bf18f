import { Writable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { scopeFor } from '../../access/scope.ts'
import type { Catalog } from '../../catalog/index.ts'
import { releaseBodySchema, type Grant, type Person } from '../../contract/index.ts'
import type { Indicators } from '../../indicators/index.ts'
import { createClock, createZone } from '../../lib/index.ts'
import { createRegions } from '../../regions/index.ts'
import { createLedger, type Ledger } from '../../store/index.ts'
import { createReleases, type Releases } from './create.ts'

const GRANT: Grant = { role: 'town', region: 'd', themes: 'all', actions: ['aggregate', 'rows', 'unmask', 'export'] }
const person = (id: string): Person => ({ id, name: id, post: '', grants: [GRANT] })
const [asker, chief] = [person('asker'), person('chief')]
const CALLS = {
  id: 'a.call',
  title: '呼叫',
  theme: 'a',
  type: 'delivered',
  class: 'personal',
  columns: { who: { type: 'text', class: 'personal', mask: 'name' } },
}

let ledger: Ledger
let releases: Releases
const started: string[] = []
beforeEach(async () => {
  started.length = 0
  ledger = await createLedger({ path: ':memory:', threads: 1, memoryLimit: '100MB' })
  releases = createReleases({
    ledger,
    clock: createClock(createZone('Asia/Shanghai')),
    catalog: () => ({ datasets: new Map([['a.call', CALLS]]) }) as unknown as Catalog,
    indicators: { rows: () => Promise.resolve({ total: 2 }) } as unknown as Indicators,
    regions: createRegions({
      nodes: [
        {
          code: 'd',
          parent: null,
          level: 'district',
          name: 'd',
          kind: 'place',
          lon: null,
          lat: null,
          areaKm2: null,
          from: null,
          to: null,
        },
      ],
      levels: [],
      source: '',
      outlines: 'none',
      topology: null,
      today: () => '2026-01-01',
    }),
    rightTo: scopeFor,
    people: () => [asker, chief],
    personNow: (id) => [asker, chief].find((one) => one.id === id) ?? null,
    startJob: (_, __, { id }) => {
      started.push(id)
      return Promise.resolve({ id: `job of ${id}` }) as never
    },
  })
  await releases.ready()
})
afterEach(() => ledger.close())

const wish = () =>
  releases.ask(
    asker,
    releaseBodySchema.parse({
      dataset: 'a.call',
      region: 'd',
      to: '2026-11-20',
      columns: ['who'],
      reason: '入户核查名单',
    }),
  )
const sink = (): Writable => new Writable({ write: (_, __, done) => done() })

test('until somebody else has said yes, nothing begins a file and nothing writes one, whoever asks', async () => {
  const { id } = await wish()
  const shut = async (): Promise<void> => {
    for (const who of [asker, chief]) {
      await expect(releases.admit(who, id)).rejects.toThrow('没有这项明细导出申请')
      await expect(releases.make(who, id, sink())).rejects.toThrow('没有这项明细导出申请')
    }
    await releases.resume()
    expect(started).toEqual([])
  }
  await shut()
  await releases.act(chief, id, 'reject', '范围过大')
  await shut()
})

test('what was taken back is not written either; what was let out is written for whoever asked alone', async () => {
  const back = await wish()
  await releases.act(asker, back.id, 'withdraw', '')
  await expect(releases.admit(asker, back.id)).rejects.toThrow('没有这项明细导出申请')
  const { id } = await wish()
  await releases.act(chief, id, 'approve', '')
  expect(started).toEqual([id])
  expect((await releases.admit(asker, id)).state).toBe('approved')
  await expect(releases.admit(chief, id)).rejects.toThrow('没有这项明细导出申请')
})
