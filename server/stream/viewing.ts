import { z } from 'zod'
import { lookerOf, mayOpen, type Access } from '../access/index.ts'
import type { Problem, ViewOpened } from '../contract/index.ts'
import { problem, Refused } from '../indicators/index.ts'
import type { Logger } from '../lib/index.ts'
import { unknownScreen } from '../screens/index.ts'
import type { Usage } from '../usage/index.ts'
import type { Door } from './door.ts'
import type { ViewSocket } from './lagging.ts'
import type { NoteRefusal } from './refusals.ts'
import type { Rooms } from './rooms.ts'

interface ViewingDeps {
  rooms: Pick<Rooms, 'open'>
  door: Pick<Door, 'known' | 'personOf'>
  access: Pick<Access, 'scopeFor' | 'visitorOf'>
  usage: Pick<Usage, 'opened'>
  refused: NoteRefusal
  logger: Logger
}

const requestSchema = z.object({
  screen: z.string().max(100),
  region: z.string().max(40),
  since: z.object({ epoch: z.string().max(50), seq: z.number().int().min(0) }).optional(),
})

const unreadable: Problem = problem(400, 'unreadable-request', '无法识别的请求')
const failure: Problem = problem(500, 'failed', '画面暂时无法打开', { hint: '请稍后再试' })

/** Sockets watch one view each: what they ask for last. */
export const createViewing = ({ rooms, door, access, usage, refused, logger }: ViewingDeps) => {
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

  return {
    leave,
    /** Answers what a socket asks of views. */
    serve: (socket: ViewSocket): void => {
      let ticket = 0
      socket.on('view:open', (request, reply) => {
        if (typeof reply !== 'function') return
        const mine = ++ticket
        leave(socket)
        void open(socket, request, () => mine === ticket && socket.connected).then((opened) => {
          if (!opened) return
          if ('problem' in opened)
            refused(socket, door.known(socket), `view:open ${JSON.stringify(request)}`, opened.problem)
          reply(opened)
        })
      })
      socket.on('view:close', () => {
        ticket += 1
        leave(socket)
      })
    },
  }
}
