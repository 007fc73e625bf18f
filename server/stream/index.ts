import type { IncomingMessage, Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import { z } from 'zod'
import { isForeign, lookerOf, mayOpen, type Access } from '../access/index.ts'
import type { Deed } from '../audit/index.ts'
import { holderIdsOf, type Audience } from '../cases/index.ts'
import type { AlertBrief, AuditEntry, CaseChanged, ClientEvents, Person, Problem, RegionCode, Scope, ServerEvents, ToldEntry, ViewOpened } from '../contract/index.ts'
import { mayRead, problem, Refused } from '../indicators/index.ts'
import type { Clock, Logger } from '../lib/index.ts'
import type { Regions } from '../regions/index.ts'
import { unknownScreen, type Screens } from '../screens/index.ts'
import type { CommitEvent } from '../store/index.ts'
import { createAuditors } from './ears/auditors.ts'
import { createCaseRooms } from './ears/case-rooms.ts'
import { noteRefusals } from './refusals.ts'
import { createDoor } from './door.ts'
import { dropLagging, type SocketData, type ViewSocket } from './lagging.ts'
import { createPace } from './pace.ts'
import { createRooms } from './rooms.ts'
import type { Usage } from '../usage/index.ts'
import { createWatchers } from './ears/watchers.ts'

export interface StreamDeps {
  server: HttpServer
  screens: Screens
  regions: Regions
  access: Pick<Access, 'personOf' | 'scopeFor' | 'visitorOf' | 'budgets'>
  /** From where a connection comes, proxies taken into account. */
  addressOf: (request: IncomingMessage) => string
  usage: Pick<Usage, 'opened'>
  clock: Clock
  /** Writes down what was refused, for the auditor. */
  note: (deed: Deed) => void
  /** An entry of the audit in words. */
  tell: (entry: AuditEntry) => ToldEntry
  logger: Logger
}

/** Keeps every open view equal to what the server would answer now. */
export interface Stream {
  /** Facts changed. */
  changed: (event: CommitEvent) => void
  /** Alerts in these places changed; `visible` says what a reader may see of it. */
  alerted: (places: readonly RegionCode[], visible: (scope: Scope) => AlertBrief[]) => void
  /** Words were written on a date, or taken away, for a place and all below it. */
  annotated: (place: RegionCode) => void
  /** Definitions changed: every view is void. */
  redefined: (revision: string) => void
  /** Sessions or rights changed: who lost the session is cut off, who sees more or less opens anew. */
  recheck: () => void
  /** A case changed: told to everyone who may read it, and to nobody else. */
  caseChanged: (change: CaseChanged, audience: Audience) => void
  /** Somebody was told something about their own account, or has read it. */
  noticed: (person: string, unread: number) => void
  /** What these people asked to take out, or may decide on, is another. */
  released: (people: readonly string[]) => void
  /** Something was written down about people: told to auditors who watch. */
  audited: (entries: readonly AuditEntry[]) => void
  /** Names of the events that connected clients may send. */
  events: () => string[]
  counts: () => { sockets: number; views: number }
  close: () => Promise<void>
}

const MINUTE = 60_000
const CHECK_MS = 10_000
const EARLY_MS = 20

const requestSchema = z.object({
  screen: z.string().max(100),
  region: z.string().max(40),
  since: z.object({ epoch: z.string().max(50), seq: z.number().int().min(0) }).optional(),
})

const unreadable: Problem = problem(400, 'unreadable-request', '无法识别的请求')
const failure: Problem = problem(500, 'failed', '画面暂时无法打开', { hint: '请稍后再试' })

export const createStream = ({ server, screens, regions, access, usage, clock, logger, note, tell, addressOf }: StreamDeps): Stream => {
  const pace = createPace(access, addressOf)
  const io = new Server<ClientEvents, ServerEvents, Record<string, never>, SocketData>(server, {
    path: '/socket.io', serveClient: false, maxHttpBufferSize: 64_000, pingInterval: 20_000, pingTimeout: 20_000,
    allowRequest: (request, answer) => answer(null, !isForeign(request) && pace.mayConnect(request)),
  })
  const door = createDoor(access)
  io.use(door.enter)
  const { adapter, sockets } = io.of('/')
  const members = (name: string): ViewSocket[] => [...(adapter.rooms.get(name) ?? [])].flatMap((id) => (sockets.get(id) as ViewSocket | undefined) ?? [])

  const watchers = createWatchers(io)
  const caseRooms = createCaseRooms({ io, mayRead: (scope, region, theme) => mayRead(regions, scope, region, theme) })
  /** A wall hears of nothing but the steps of its screens. */
  const hearer = (socket: ViewSocket): Person | null => {
    const person = door.known(socket)
    return person?.screens === undefined ? person : null
  }
  const hearOfCases = (socket: ViewSocket): void => {
    const person = hearer(socket)
    if (person !== null) caseRooms.join(socket, access.scopeFor(person), holderIdsOf(person))
  }
  const refused = noteRefusals({ note, addressOf, now: clock.now })
  const auditors = createAuditors({ io, regions, personOf: door.known, refused, tell,
    watched: (socket, { id, name }) => note({ who: id, name, from: addressOf(socket.request), deed: 'audit', what: 'watch', outcome: 'done' }),
  })
  const rooms = createRooms({
    screens,
    contains: regions.contains,
    failed: (error, view) => logger.error({ err: error, view }, 'view not refreshed'),
    moved: (room, delta) => {
      dropLagging(members(room.name), room.name, (socket) => {
        void socket.join(room.name)
        socket.emit('view:replaced', room.snapshot())
      })
      io.to(room.name).emit('view:changed', delta)
    },
  })

  const leave = (socket: ViewSocket): void => {
    if (socket.data.room !== undefined) void socket.leave(socket.data.room)
    delete socket.data.room
  }

  const refusal = (error: unknown): Problem => {
    if (error instanceof Refused) return error.problem
    logger.error({ err: error }, 'view not opened')
    return failure
  }

  /** Opens what is asked for, unless the client asked for something else meanwhile. */
  const open = async (socket: ViewSocket, request: unknown, current: () => boolean): Promise<ViewOpened | null> => {
    const parsed = requestSchema.safeParse(request)
    if (!parsed.success) return { problem: unreadable }
    const { screen, region, since } = parsed.data
    try {
      // A page that had this view goes on with it by itself.
      const person = door.personOf(socket, since === undefined)
      if (!mayOpen(person, screen)) return { problem: unknownScreen(screen) }
      const room = await rooms.open(screen, region, access.scopeFor(person))
      if (!current()) return null
      // Joining and answering in one turn: no step can fall between them.
      void socket.join(room.name)
      socket.data.room = room.name
      const looker = lookerOf(access.visitorOf(socket.handshake.headers, false))
      if (looker) usage.opened(looker, screen, region)
      return room.since(since)
    } catch (error) {
      return current() ? { problem: refusal(error) } : null
    }
  }

  io.on('connection', (socket) => {
    pace.hold(socket)
    hearOfCases(socket)
    let ticket = 0
    socket.on('view:open', (request, reply) => {
      if (typeof reply !== 'function') return
      const mine = ++ticket
      leave(socket)
      void open(socket, request, () => mine === ticket && socket.connected).then((opened) => {
        if (!opened) return
        if ('problem' in opened) refused(socket, door.known(socket), `view:open ${JSON.stringify(request)}`, opened.problem)
        reply(opened)
      })
    })
    socket.on('alerts:watch', () => {
      const person = hearer(socket)
      if (person) watchers.join(socket, access.scopeFor(person))
    })
    socket.on('audit:watch', () => auditors.join(socket))
    socket.on('view:close', () => {
      ticket += 1
      leave(socket)
    })
  })

  const check = (): void =>
    rooms.visit((name) => adapter.rooms.has(name), clock.now(), (room) => {
      const { epoch, seq, dataAt } = room.snapshot()
      io.to(room.name).volatile.emit('view:checked', { epoch, seq, asOf: clock.zone.format(clock.local()), dataAt })
    })
  const recheck = (): void => {
    for (const socket of sockets.values()) door.recheck(socket as ViewSocket, (changed) => {
      leave(changed)
      watchers.leave(changed)
      auditors.leave(changed)
      hearOfCases(changed)
    })
  }
  const checking = setInterval(() => {
    recheck()
    check()
  }, CHECK_MS)
  // Numbers move with the minute; a timer may go off a moment early.
  const untilTurn = (): number => MINUTE - (clock.now() % MINUTE) + EARLY_MS
  const turn = (): void => {
    rooms.passed()
    passing = setTimeout(turn, untilTurn())
  }
  let passing = setTimeout(turn, untilTurn())

  return {
    changed: (event) => rooms.changed(event.touched.keys()),
    alerted: (places, visible) => {
      rooms.alerted(places)
      watchers.tell(visible)
    },
    annotated: rooms.annotated,
    redefined: (revision) => {
      rooms.clear()
      io.emit('catalog:changed', revision)
    },
    recheck,
    noticed: (person, unread) => {
      for (const socket of sockets.values()) if (door.known(socket as ViewSocket)?.id === person) socket.emit('notice:changed', unread)
    },
    released: (people) => {
      const told = new Set(people)
      for (const socket of sockets.values()) if (told.has(door.known(socket as ViewSocket)?.id ?? '')) socket.emit('release:changed')
    },
    audited: auditors.tell,
    caseChanged: caseRooms.tell,
    events: () => [...new Set([...sockets.values()].flatMap((socket) => socket.eventNames().map(String)))].filter((name) => name.includes(':')),
    counts: () => ({ sockets: io.engine.clientsCount, views: rooms.size() }),
    close: async () => {
      clearInterval(checking)
      clearTimeout(passing)
      rooms.close()
      await io.close()
    },
  }
}
