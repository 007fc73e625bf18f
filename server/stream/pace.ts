import type { IncomingMessage } from 'node:http'
import type { Access, Visitor } from '../access/index.ts'
import type { Problem } from '../contract/index.ts'
import { problem } from '../indicators/index.ts'
import type { ViewSocket } from './lagging.ts'

/** Refused this often on one connection, it is no person and no page of ours. */
const PATIENCE = 1_000

const tooMany = (waitMs: number): Problem =>
  problem(429, 'too-many-requests', '请求过于频繁，请稍候', { waitSeconds: Math.ceil(waitMs / 1000) })

/** Slows down whoever connects or asks too often; commands on this machine are not slowed. */
export const createPace = ({ budgets }: Pick<Access, 'budgets'>, addressOf: (request: IncomingMessage) => string) => ({
  /** Why no more connection may be made now; `null` = it may. */
  waitFor: (request: IncomingMessage, visitor: Visitor | null): Problem | null => {
    const wait = visitor?.kind === 'local' ? 0 : budgets.connect.take(addressOf(request))
    return wait === 0 ? null : tooMany(wait)
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
})

export type Pace = ReturnType<typeof createPace>
