import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createBudgets, RATES } from '../../server/access/index.ts'
import type { Person, RegionRef, View } from '../../server/contract/index.ts'
import { createClock, createLogger, createZone } from '../../server/lib/index.ts'
import { loadRegions } from '../../server/regions/index.ts'
import { createStream } from '../../server/stream/index.ts'

/**
 * The stream as the product runs it, before a screen that costs nothing to compose: on each line of stdin the
 * view changes by that many bytes. What is left to burn is the fan-out.
 */
const region: RegionRef = { code: 'r', name: '区', level: 'district', kind: 'place', parent: null }
const DATASETS = new Set(['d'])
let version = 0
let bytes = 10

const view = (): View => ({
  screen: 's',
  region,
  path: [region],
  children: [],
  alerted: {},
  tally: { red: 0, orange: 0, yellow: 0, blue: 0 },
  panels: { a: { kind: 'broken', message: `${version} ${'x'.repeat(bytes)}` } },
})

const viewer: Person = { id: 'p', name: '', post: '', grants: [] }
const clock = createClock(createZone('Asia/Shanghai'))
const server = createServer()
const stream = createStream({
  usage: { opened: () => undefined },
  server,
  clock,
  note: () => undefined,
  tell: (entry) => ({ ...entry, object: '' }),
  logger: createLogger('error'),
  regions: loadRegions('330109', () => '2026-01-01'),
  addressOf: ({ socket }) => socket.remoteAddress ?? '',
  access: {
    personOf: () => viewer,
    visitorOf: () => ({ person: viewer, kind: 'local', session: null, mustChange: false }),
    budgets: createBudgets(RATES, clock.now),
    scopeFor: () => ({ reaches: [{ roots: ['r'], themes: 'all', class: 'internal' }] }),
  },
  screens: {
    compose: () =>
      Promise.resolve({
        view: view(),
        version,
        asOf: clock.zone.format(clock.local()),
        dataAt: null,
        datasets: DATASETS,
        revision: '',
      }),
  },
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${(server.address() as AddressInfo).port}\n`))
process.stdin.on('data', (line) => {
  version += 1
  bytes = Number(line.toString())
  stream.changed({ version, arrived: clock.local(), touched: new Map([['d', []]]), reworked: new Map() })
})
