import type { Server } from 'socket.io'
import { mayAudit } from '../../access/index.ts'
import type { AuditEntry, ClientEvents, Person, ServerEvents, ToldEntry } from '../../contract/index.ts'
import { problem } from '../../indicators/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { SocketData, ViewSocket } from '../lagging.ts'
import type { NoteRefusal } from '../refusals.ts'

const ROOM = 'audit'
const notAllowed = problem(403, 'not-allowed', '没有审计权限')

interface AuditorDeps {
  io: Pick<Server<ClientEvents, ServerEvents, Record<string, never>, SocketData>, 'to'>
  regions: Regions
  personOf: (socket: ViewSocket) => Person | null
  refused: NoteRefusal
  /** Written down when somebody begins to watch. */
  watched: (socket: ViewSocket, person: Person) => void
  tell: (entry: AuditEntry) => ToldEntry
}

/** Auditors who watch: what is written down reaches them as it is. */
export const createAuditors = ({ io, regions, personOf, refused, watched, tell }: AuditorDeps) => ({
  join: (socket: ViewSocket): void => {
    const person = personOf(socket)
    if (person === null || !mayAudit(regions, person)) return refused(socket, person, 'audit:watch', notAllowed)
    void socket.join(ROOM)
    watched(socket, person)
  },
  leave: (socket: ViewSocket): void => void socket.leave(ROOM),
  tell: (entries: readonly AuditEntry[]): void => void io.to(ROOM).emit('audit:appended', entries.map(tell)),
})
