import type { IncomingMessage } from 'node:http'
import type { Access, Visitor } from '../access/index.ts'
import type { Problem } from '../contract/index.ts'
import { problem } from '../indicators/index.ts'
import type { ViewSocket } from './lagging.ts'

/** Refused this often on one connection, it is no person and no page of ours. */
const PATIENCE = 1_000

const tooMany = (waitMs: number): Problem =>
  problem(429, 'too-many-requests', '请求过于频繁，请稍候', { waitSeconds: Math.ceil(waitMs / 1000) })

const tooManyLines = problem(429, 'too-many-lines', '这个账号同时打开的页面太多', {
  hint: '请关闭不用的页面；程序请共用一个连接',
})

/** A line of Engine.IO, before and beside all that is said on it. */
interface Line {
  request: IncomingMessage
  once: (event: 'close', listener: () => void) => unknown
}

/** Slows down whoever connects or asks too often; commands on this machine are not slowed. */
export const createPace = (
  { budgets, visitorOf }: Pick<Access, 'budgets' | 'visitorOf'>,
  addressOf: (request: IncomingMessage) => string,
) => {
  const lines = new Map<string, number>()
  const count = (id: string, by: 1 | -1): void => {
    const now = (lines.get(id) ?? 0) + by
    if (now > 0) lines.set(id, now)
    else lines.delete(id)
  }
  return {
    /** Why no more connection may be made now; `null` = it may. */
    waitFor: (request: IncomingMessage, visitor: Visitor | null): Problem | null => {
      if (visitor?.kind === 'local') return null
      const wait = budgets.connect.take(addressOf(request))
      if (wait > 0) return tooMany(wait)
      return visitor !== null && (lines.get(visitor.person.id) ?? 0) >= budgets.mostLines ? tooManyLines : null
    },
    /** Counts a line that was begun with whoever began it, until it ends; also one on which nothing is ever said. */
    begun: (line: Line): void => {
      const id = visitorOf(line.request.headers, false)?.person.id
      if (id === undefined) return
      count(id, 1)
      line.once('close', () => count(id, -1))
    },
    /** Lets messages through at their pace: one too many is answered so where it asks for an answer, and not heard. */
    hold: (socket: ViewSocket): void => {
      if (socket.data.unpaced) return
      let refused = 0
      socket.use((packet: unknown[], next) => {
        const wait = budgets.message.take(socket.id)
        if (wait === 0) return next()
        const reply = packet.at(-1)
        if (typeof reply === 'function') (reply as (answer: object) => void)({ problem: tooMany(wait) })
        if ((refused += 1) > PATIENCE) socket.disconnect(true)
      })
    },
  }
}

export type Pace = ReturnType<typeof createPace>
