import { beforeEach, expect, test } from 'vitest'
import type { Step, View, ViewOpened, ViewRequest, ViewSnapshot } from '../../server/contract/index.ts'
import { ViewChannel, type ChannelStatus } from './channel.ts'
import type { ViewListener, ViewSocket } from './socket.ts'

/** A server and a clock in the hands of the test. */
const fakeWorld = () => {
  const asked: { request: ViewRequest; reply: (opened: ViewOpened) => void }[] = []
  const timers = new Map<number, { at: number; task: () => void }>()
  const seen: ChannelStatus[] = []
  let listener: ViewListener | null = null
  let up = false
  let now = 0
  let next = 0
  const socket: ViewSocket = {
    connected: () => up,
    open: (request, reply) => {
      asked.push({ request, reply })
    },
    listen: (given) => {
      listener = given
      return () => {
        listener = null
      }
    },
    onCatalog: () => {},
    onCase: () => () => {},
    onAlerts: () => () => {},
    onReturn: () => () => {},
    onAudit: () => () => {},
    onNotices: () => () => {},
    onReleases: () => () => {},
    close: () => {},
  }
  const after = (ms: number, task: () => void) => {
    const id = ++next
    timers.set(id, { at: now + ms, task })
    return () => {
      timers.delete(id)
    }
  }
  return {
    asked,
    timers,
    socket,
    after,
    changed: (status: ChannelStatus) => {
      seen.push(status)
    },
    last: () => seen.at(-1)!,
    events: () => listener!,
    connect: () => {
      up = true
      listener!.connected()
    },
    disconnect: () => {
      up = false
      listener!.disconnected()
    },
    pass: (ms: number) => {
      now += ms
      for (const [id, timer] of [...timers]) if (timer.at <= now && timers.delete(id)) timer.task()
    },
  }
}

const view = (red: number, screen = 'overview'): View => ({
  screen,
  region: { code: 'd', name: '区', level: 'district', kind: 'place', parent: null },
  path: [],
  children: [],
  alerted: {},
  tally: { red, orange: 0, yellow: 0, blue: 0 },
  panels: {},
})
const stamp = (seq: number, epoch = 'e1') => ({
  epoch,
  seq,
  version: seq,
  asOf: '2026-11-21T20:41:07+08:00',
  dataAt: null,
})
const snapshot = (seq: number, red: number, epoch = 'e1'): ViewSnapshot => ({ ...stamp(seq, epoch), view: view(red) })
const delta = (seq: number, red: number, epoch = 'e1') => ({
  ...stamp(seq, epoch),
  changes: [[['tally', 'red'], red]] as Step[],
})

let world: ReturnType<typeof fakeWorld>
let channel: ViewChannel
beforeEach(() => {
  world = fakeWorld()
  channel = new ViewChannel(world)
  channel.open('overview', 'd')
})
const start = (): void => {
  world.connect()
  world.asked.at(-1)!.reply({ snapshot: snapshot(5, 1) })
}
const red = (): number | undefined => world.last().view?.tally.red

test('nothing is asked before there is a connection', () => {
  expect(world.asked).toHaveLength(0)
  expect(world.last().state).toBe('connecting')
})

test('a snapshot makes the view live and steps in order change it', () => {
  start()
  world.events().changed(delta(6, 2))
  world.events().changed(delta(7, 3))
  expect([red(), world.last().state, world.last().stamp!.seq, world.asked.length]).toEqual([3, 'live', 7, 1])
})

test('new definitions make it ask from the beginning, whether or not the page already knew of them', () => {
  start()
  world.events().redefined()
  expect(world.asked).toHaveLength(2)
  expect(world.asked[1]!.request.since).toBeUndefined()
  world.asked[1]!.reply({ snapshot: snapshot(0, 4, 'e2') })
  expect([red(), world.last().state]).toEqual([4, 'live'])
})

test('a step taken twice changes nothing', () => {
  start()
  world.events().changed(delta(6, 2))
  world.events().changed(delta(6, 9))
  expect(red()).toBe(2)
})

test('a gap is asked for from where the client is, and what was missed is taken in order', () => {
  start()
  world.events().changed(delta(8, 9))
  expect(world.asked[1]!.request).toEqual({ screen: 'overview', region: 'd', since: { epoch: 'e1', seq: 5 } })
  world.events().changed(delta(9, 10))
  world.asked[1]!.reply({ missed: [delta(6, 2), delta(7, 3), delta(8, 9), delta(9, 10)] })
  expect([red(), world.last().stamp!.seq]).toEqual([10, 9])
})

test('missed steps that do not fit lead to a whole view, not to wrong numbers', () => {
  start()
  world.events().changed(delta(8, 9))
  world.asked[1]!.reply({ missed: [delta(7, 3)] })
  expect(red()).toBe(1)
  world.pass(1_000)
  expect(world.asked[2]!.request).toEqual({ screen: 'overview', region: 'd' })
})

test('a new epoch makes the old place void', () => {
  start()
  world.events().changed(delta(6, 9, 'e2'))
  world.asked[1]!.reply({ snapshot: snapshot(1, 4, 'e2') })
  world.events().changed(delta(2, 5, 'e2'))
  expect(red()).toBe(5)
})

test('after a break the view resumes where it was and keeps showing what it had', () => {
  start()
  world.disconnect()
  expect([world.last().state, red()]).toEqual(['offline', 1])
  world.connect()
  expect(world.asked.at(-1)!.request.since).toEqual({ epoch: 'e1', seq: 5 })
  world.asked.at(-1)!.reply({ missed: [] })
  expect(world.last().state).toBe('live')
})

test('a view is live only for as long as the server is heard', () => {
  start()
  world.pass(29_000)
  world.events().checked({ ...stamp(5), asOf: '2026-11-21T20:41:36+08:00', dataAt: null })
  world.pass(29_000)
  expect([world.last().state, world.last().stamp!.asOf]).toEqual(['live', '2026-11-21T20:41:36+08:00'])
  world.pass(1_000)
  expect(world.last().state).toBe('stale')
})

test('a check that names another place finds the gap that no step would', () => {
  start()
  world.events().checked({ ...stamp(7) })
  expect(world.asked.at(-1)!.request.since).toEqual({ epoch: 'e1', seq: 5 })
})

test('the answer to an earlier question is not taken for the present one', () => {
  world.connect()
  channel.open('overview', 't')
  world.asked[0]!.reply({ snapshot: snapshot(5, 1) })
  expect(world.last().view).toBeNull()
  world.asked[1]!.reply({ snapshot: snapshot(9, 7) })
  expect(red()).toBe(7)
})

test('steps of the view before do not touch anything once another is asked for', () => {
  start()
  channel.open('overview', 't')
  world.events().changed(delta(6, 2))
  expect([red(), world.asked.at(-1)!.request.since]).toEqual([1, undefined])
})

test('a problem is shown and asked about again later', () => {
  world.connect()
  world.asked[0]!.reply({ problem: { type: '/problems/unknown-region', title: '没有这个区域', status: 404 } })
  expect(world.last().problem!.title).toBe('没有这个区域')
  world.pass(10_000)
  world.asked[1]!.reply({ snapshot: snapshot(1, 3) })
  expect([red(), world.last().problem]).toEqual([3, null])
})

test('no answer is a problem in words and is tried again', () => {
  world.connect()
  world.pass(30_000)
  expect([world.last().problem!.title, world.asked.length]).toEqual(['暂时连不上服务器', 2])
})

test('a closed channel leaves no timer and no listener behind', () => {
  start()
  channel.close()
  expect([world.timers.size, world.events()]).toEqual([0, null])
})

test('however many steps arrive, one timer and one view are kept', () => {
  start()
  for (let seq = 6; seq < 2_000; seq++) world.events().changed(delta(seq, seq))
  expect([world.timers.size, red()]).toEqual([1, 1_999])
})
