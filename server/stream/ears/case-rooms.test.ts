import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { Server } from 'socket.io'
import { io as connect, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  ofAllCases,
  ofOwnCases,
  type CaseChanged,
  type ClientEvents,
  type Scope,
  type ServerEvents,
} from '../../contract/index.ts'
import { mayRead } from '../../indicators/index.ts'
import { smallTree } from '../../indicators/testing/city.ts'
import type { SocketData } from '../lagging.ts'
import { createCaseRooms } from './case-rooms.ts'

const regions = smallTree()
const over = (...reaches: (readonly [root: string, themes: readonly string[] | 'all'])[]): Scope => ({
  reaches: reaches.map(([root, themes]) => ({ roots: [root], themes, class: 'internal' as const })),
})
const own = (root: string, themes: readonly string[] | 'all'): Scope => ({
  reaches: [{ roots: [root], themes, class: 'internal', own: true }],
})

interface Hearer {
  scope: Scope
  holders: readonly string[]
}
const HEARERS: readonly Hearer[] = [
  { scope: over(['d', 'all']), holders: ['lead'] },
  { scope: over(['t1', 'all']), holders: ['t1'] },
  { scope: over(['t1', 'all']), holders: ['t1'] },
  { scope: over(['v11', ['water']], ['t2', ['fire']]), holders: ['v11', 'grid'] },
  { scope: over(['v21', ['fire']]), holders: [] },
  { scope: { reaches: [] }, holders: ['bureau'] },
  { scope: own('t1', 'all'), holders: ['worker'] },
  { scope: own('t2', ['fire']), holders: ['guard', 'v21'] },
]

const http = createServer()
const server = new Server<ClientEvents, ServerEvents, Record<string, never>, SocketData>(http)
let asked = 0
const rooms = createCaseRooms({
  io: server,
  mayRead: (scope, region, theme) => {
    asked += 1
    return mayRead(regions, scope, region, theme)
  },
})
const clients: Socket<ServerEvents, ClientEvents>[] = []
let heard: number[][] = []
let left: number[][] = []

beforeAll(async () => {
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  for (const [index, { scope, holders }] of HEARERS.entries()) {
    const arrived = new Promise<void>((done) =>
      server.once('connection', (socket) => {
        rooms.join(socket, scope, { holders, hand: holders[0] ?? 'none' })
        done()
      }),
    )
    const client = connect(url, { transports: ['websocket'], forceNew: true })
    client.on('case:changed', ({ id }) => void heard[Number(id)]?.push(index))
    client.on('case:left', (id) => void left[Number(id)]?.push(index))
    clients.push(client)
    await arrived
  }
})
afterAll(async () => {
  for (const client of clients) client.close()
  await server.close()
})

const change = (id: number): CaseChanged => ({
  id: String(id),
  number: String(id),
  title: '',
  region: '',
  type: '',
  state: 'filed',
  action: 'file',
  seen: '',
  at: '',
  owners: [],
  overdue: false,
})
/** What comes last says that everything before it has come: once to each, so that nothing is left over for the next. */
const told = async (): Promise<void> => {
  const last = clients.map((client) => new Promise<void>((done) => void client.once('rights:changed', () => done())))
  server.emit('rights:changed')
  await Promise.all(last)
}

const audience = fc.record({
  region: fc.constantFrom('d', 't1', 't2', 'v11', 'v12', 'v21'),
  theme: fc.constantFrom('water', 'fire'),
  holders: fc.uniqueArray(fc.constantFrom<string>('lead', 't1', 'v11', 'v21', 'grid', 'bureau', 'worker', 'nobody'), {
    maxLength: 3,
  }),
  former: fc.uniqueArray(fc.constantFrom<string>('lead', 't1', 'v11', 'bureau', 'worker', 'nobody'), { maxLength: 3 }),
  hands: fc.uniqueArray(fc.constantFrom<string>('lead', 'bureau', 'worker', 'guard'), { maxLength: 3 }),
})

test('a change is heard by exactly those who may read the case, hold it, or had a hand in it where they read their own alone, once each; that it left by those who held it and may not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(audience, { minLength: 1, maxLength: 20 }), async (audiences) => {
      heard = audiences.map(() => [])
      left = audiences.map(() => [])
      audiences.forEach((one, index) => rooms.tell(change(index), one))
      await told()
      const expected = audiences.map(({ region, theme, holders, hands }) =>
        HEARERS.flatMap((hearer, index) =>
          mayRead(regions, ofAllCases(hearer.scope), region, theme)
          || hearer.holders.some((id) => holders.includes(id))
          || (hands.includes(hearer.holders[0] ?? 'none') && mayRead(regions, ofOwnCases(hearer.scope), region, theme))
            ? [index]
            : [],
        ),
      )
      expect(heard.map((list) => list.sort((a, b) => a - b))).toEqual(expected)
      const gone = audiences.map(({ former }, index) =>
        HEARERS.flatMap(({ holders }, hearer) =>
          holders.some((id) => former.includes(id)) && !expected[index]!.includes(hearer) ? [hearer] : [],
        ),
      )
      expect(left.map((list) => list.sort((a, b) => a - b))).toEqual(gone)
    }),
    { numRuns: 40 },
  )
})

test('what may be told is decided once for each scope, however many share it', async () => {
  asked = 0
  rooms.tell(change(0), { region: 'v11', theme: 'water', holders: [], hands: [], former: [] })
  expect(asked).toBe(new Set(HEARERS.map(({ scope }) => JSON.stringify(ofAllCases(scope)))).size)
  await told()
})

test('a socket whose reader changed hears as the new one, and no longer as the old', async () => {
  const socket = [...server.of('/').sockets.values()].at(0)!
  rooms.join(socket, over(['t2', 'all']), { holders: [], hand: 'lead' })
  heard = [[], []]
  rooms.tell(change(0), { region: 'v11', theme: 'water', holders: ['lead'], hands: [], former: [] })
  rooms.tell(change(1), { region: 'v21', theme: 'water', holders: [], hands: [], former: [] })
  await told()
  expect([heard[0]!.includes(0), heard[1]]).toEqual([false, [0]])
})
