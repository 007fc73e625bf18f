import { STATUS_CODES, ServerResponse, type IncomingMessage } from 'node:http'
import { isForeign, type Access, type Visitor } from '../access/index.ts'
import type { Problem } from '../contract/index.ts'
import { problem } from '../indicators/index.ts'
import type { Door } from './door.ts'
import type { Pace } from './pace.ts'

/** A request of Engine.IO: to begin a line, or on one that has begun and whose name it knows. */
type LineRequest = IncomingMessage & { _query: { sid?: string } }

interface GateDeps {
  access: Pick<Access, 'visitorOf'>
  door: Pick<Door, 'refusalOf'>
  pace: Pick<Pace, 'waitFor'>
}

const forged = problem(403, 'foreign-origin', '请求来自其他网站，已拒绝')

/** An upgrade has no response of its own yet: what is said goes onto the bare connection, which ends with it. */
const answerUpgrade = (
  { socket }: IncomingMessage,
  { status }: Problem,
  headers: Record<string, string>,
  body: string,
): void => {
  const lines = Object.entries({ ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.on('error', () => socket.destroy()).once('finish', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`)
}

const refuse = (request: IncomingMessage, response: unknown, why: Problem): void => {
  const body = JSON.stringify(why)
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(why.waitSeconds === undefined ? {} : { 'retry-after': String(why.waitSeconds) }),
  }
  if (response instanceof ServerResponse) response.writeHead(why.status, headers).end(body)
  else answerUpgrade(request, why, headers, body)
}

/**
 * Stands before Engine.IO, for polling and upgrades alike: whoever is not known gets no line, and nothing from one that
 * they know the name of. The answer is the problem that HTTP gives. To ask is no use of a session.
 */
export const createGate = ({ access, door, pace }: GateDeps) => {
  const refusalOf = (request: LineRequest): Problem | null => {
    if (isForeign(request)) return forged
    const visitor: Visitor | null = access.visitorOf(request.headers, false)
    const begins = !request._query.sid
    return (begins || visitor === null ? pace.waitFor(request, visitor) : null) ?? door.refusalOf(visitor)
  }
  return (request: LineRequest, response: unknown, next: () => void): void => {
    const why = refusalOf(request)
    if (why !== null) return refuse(request, response, why)
    if (response instanceof ServerResponse) response.setHeader('x-content-type-options', 'nosniff')
    next()
  }
}
