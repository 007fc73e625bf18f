import { Server } from 'socket.io'
import { ownOf } from '../cases/index.ts'
import type { ClientEvents, Person, ServerEvents } from '../contract/index.ts'
import { mayRead } from '../indicators/index.ts'
import { createDoor } from './door.ts'
import { createAuditors } from './ears/auditors.ts'
import { createCaseRooms } from './ears/case-rooms.ts'
import { createWatchers } from './ears/watchers.ts'
import type { Stream, StreamDeps } from './face.ts'
import { createGate } from './gate.ts'
import { dropLagging, type SocketData, type ViewSocket } from './lagging.ts'
import { createPace } from './pace.ts'
import { noteRefusals } from './refusals.ts'
import { createRooms } from './rooms.ts'
import { keepTurns } from './turns.ts'
import { createViewing } from './viewing.ts'

export const createStream = ({
  server,
  screens,
  regions,
  access,
  usage,
  clock,
  logger,
  note,
  tell,
  addressOf,
}: StreamDeps): Stream => {
  const [pace, door] = [createPace(access, addressOf), createDoor(access)]
  const io = new Server<ClientEvents, ServerEvents, Record<string, never>, SocketData>(server, {
    path: '/socket.io',
    serveClient: false,
    maxHttpBufferSize: 64_000,
    pingInterval: 20_000,
    pingTimeout: 20_000,
  })
  io.engine.use(createGate({ access, door, pace }))
  io.engine.on('connection', pace.begun)
  io.use(door.enter)
  const { adapter, sockets } = io.of('/')
  const everybody = (): ViewSocket[] => [...sockets.values()]
  const members = (name: string): ViewSocket[] =>
    [...(adapter.rooms.get(name) ?? [])].flatMap((id) => sockets.get(id) ?? [])

  const watchers = createWatchers(io)
  const caseRooms = createCaseRooms({ io, mayRead: (scope, region, theme) => mayRead(regions, scope, region, theme) })
  /** A wall hears of nothing but the steps of its screens. */
  const hearer = (socket: ViewSocket): Person | null => {
    const person = door.known(socket)
    return person?.screens === undefined ? person : null
  }
  const hearOfCases = (socket: ViewSocket): void => {
    const person = hearer(socket)
    if (person !== null) caseRooms.join(socket, access.scopeFor(person), ownOf(person))
  }
  const refused = noteRefusals({ note, addressOf, now: clock.now })
  const auditors = createAuditors({
    io,
    regions,
    personOf: door.known,
    refused,
    tell,
    watched: (socket, { id, name }) =>
      note({ who: id, name, from: addressOf(socket.request), deed: 'audit', what: 'watch', outcome: 'done' }),
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
  const viewing = createViewing({ rooms, door, access, usage, refused, logger })

  io.on('connection', (socket) => {
    pace.hold(socket)
    hearOfCases(socket)
    viewing.serve(socket)
    socket.on('alerts:watch', () => {
      const person = hearer(socket)
      if (person) watchers.join(socket, access.scopeFor(person))
    })
    socket.on('audit:watch', () => auditors.join(socket))
  })

  const recheck = (): void => {
    for (const socket of everybody())
      door.recheck(socket, (changed) => {
        viewing.leave(changed)
        watchers.leave(changed)
        auditors.leave(changed)
        hearOfCases(changed)
      })
  }
  const check = (): void => {
    recheck()
    rooms.visit(
      (name) => adapter.rooms.has(name),
      clock.now(),
      (room) => {
        const { epoch, seq, dataAt } = room.snapshot()
        io.to(room.name).volatile.emit('view:checked', { epoch, seq, asOf: clock.zone.format(clock.local()), dataAt })
      },
    )
  }
  const endTurns = keepTurns(clock.now, { check, minute: rooms.passed })

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
      for (const socket of everybody()) if (door.known(socket)?.id === person) socket.emit('notice:changed', unread)
    },
    released: (people) => {
      const told = new Set(people)
      for (const socket of everybody()) if (told.has(door.known(socket)?.id ?? '')) socket.emit('release:changed')
    },
    audited: auditors.tell,
    caseChanged: caseRooms.tell,
    events: () =>
      [...new Set(everybody().flatMap((socket) => socket.eventNames().map(String)))].filter((name) =>
        name.includes(':'),
      ),
    counts: () => ({ sockets: io.engine.clientsCount, views: rooms.size() }),
    close: async () => {
      endTurns()
      rooms.close()
      await io.close()
    },
  }
}
