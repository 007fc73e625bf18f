import { setTimeout as wait } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { knock } from './stream/knock.fixture.ts'
import { createWorld } from './testing/index.fixture.ts'

const PASSWORD = 'Spring-tide-2026'
const IDLE_MS = 2_000
const LONGEST_MS = 5_000
/** By when an open page has to know. */
const SECOND = 1_000

// By the clock of the machine, as it runs: no moment here is made up.
const world = createWorld({
  adminPassword: PASSWORD,
  lasting: 'ledger',
  session: { idleMs: IDLE_MS, longestMs: LONGEST_MS },
})
beforeAll(() => world.open())
afterAll(world.close)

/** Somebody signed in with a page open, and how long after that its line was cut. */
const enter = async (transport: 'websocket' | 'polling') => {
  const began = performance.now()
  const headers = await world.enter('admin', PASSWORD)
  const socket: Socket = io(world.url(), {
    transports: [transport],
    extraHeaders: headers,
    forceNew: true,
    reconnection: false,
  })
  const cut = new Promise<number>((resolve) => socket.once('disconnect', () => resolve(performance.now() - began)))
  let told = false
  socket.once('session:ended', () => {
    told = true
  })
  await new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(null))
    socket.once('connect_error', reject)
  })
  return {
    socket,
    cut,
    headers,
    told: () => told,
    asks: async (): Promise<number> => (await world.ask('GET', '/catalog', headers)).status,
    looks: (): Promise<unknown> => socket.timeout(5_000).emitWithAck('view:open', { screen: 'none', region: 'd' }),
  }
}

/** A websocket hears why; a line by polling hears it, or is refused its next request, whichever comes first. */
const isOut = async ({ asks, headers, told, socket }: Awaited<ReturnType<typeof enter>>): Promise<void> => {
  expect([
    await asks(),
    (await knock(world.url(), headers)).status,
    (await knock(world.url(), headers, 'websocket')).status,
  ]).toEqual([401, 401, 401])
  expect(told() || socket.io.opts.transports?.[0] === 'polling').toBe(true)
}

// Side by side: they wait more than they work.
test.concurrent.each(['websocket', 'polling'] as const)(
  'whoever uses a session all the time is out when its longest time is over, the open line (%s) within a second',
  async (transport) => {
    const page = await enter(transport)
    const answers: number[] = []
    const busy = (async () => {
      for (; page.socket.connected; await wait(150)) {
        answers.push(await page.asks())
        await page.looks().catch(() => undefined)
      }
    })()
    const after = await page.cut
    await busy
    expect(after).toBeGreaterThan(LONGEST_MS - 100)
    expect(after).toBeLessThan(LONGEST_MS + SECOND)
    // It was used past the idle limit, and answered until the end.
    expect(answers.filter((status) => status === 200).length).toBeGreaterThan(5)
    expect(answers.lastIndexOf(200) + 1).toBe(answers.filter((status) => status === 200).length)
    await isOut(page)
  },
)

test.concurrent('an open line nobody uses is cut within a second of the idle limit, and the session with it', async () => {
  const page = await enter('websocket')
  const after = await page.cut
  expect(after).toBeGreaterThan(IDLE_MS - 100)
  expect(after).toBeLessThan(IDLE_MS + SECOND + 500)
  await isOut(page)
})
