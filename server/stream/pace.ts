import type { IncomingMessage } from 'node:http'
import type { Access } from '../access/index.ts'
import { problem } from '../indicators/index.ts'
import type { ViewSocket } from './lagging.ts'

/** Refused this often on one connection, it is no person and no page of ours. */
const PATIENCE = 1_000

/** Slows down whoever connects or asks too often; commands on this machine are not slowed. */
export const createPace = (
  { budgets, visitorOf }: Pick<Access, 'budgets' | 'visitorOf'>,
  addressOf: (request: IncomingMessage) => string,
) => ({
  /** Whether one more connection may be made. */
  mayConnect: (request: IncomingMessage): boolean =>
    visitorOf(request.headers, false)?.kind === 'local' || budgets.connect.take(addressOf(request)) === 0,
  /** Lets messages through at their pace: one too many is answered so where it asks for an answer, and not heard. */
  hold: (socket: ViewSocket): void => {
    if (visitorOf(socket.handshake.headers, false)?.kind === 'local') return
    let refused = 0
    socket.use((packet: unknown[], next) => {
      const wait = budgets.message.take(socket.id)
      if (wait === 0) return next()
      const reply = packet.at(-1)
      if (typeof reply === 'function')
        (reply as (answer: object) => void)({
          problem: problem(429, 'too-many-requests', '请求过于频繁，请稍候', { waitSeconds: Math.ceil(wait / 1000) }),
        })
      if ((refused += 1) > PATIENCE) socket.disconnect(true)
    })
  },
})
