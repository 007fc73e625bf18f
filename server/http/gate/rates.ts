import type { RequestHandler } from 'express'
import type { Access, RateKind } from '../../access/index.ts'
import { waitWords } from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'

/** What a request is, where its method does not say; the first that fits. */
const KINDS: readonly [method: RegExp, path: RegExp, kind: RateKind][] = [
  [/POST|PUT/, /^\/api\/v1\/session(\/|$)/, 'sign-in'],
  [/GET/, /^\/api\/v1\/oidc\//, 'sign-in'],
  [/POST/, /^\/api\/v1\/datasets\/[^/]+\/rows$/, 'deliver'],
  [/POST/, /^\/api\/v1\/pivot$/, 'read'],
  [/POST/, /^\/api\/v1\/(exports|reports\/[^/]+\/runs)$/, 'export'],
  [
    /GET/,
    /^\/api\/v1\/(indicators\/[^/]+\/(cells|picture)\.|screens\/[^/]+\/picture\.|batches\/|audit\/|usage\.|jobs\/[^/]+\/file|reports\/(issues\/|[^/]+\/preview))/,
    'export',
  ],
]

/**
 * What a request is, however it is written: routes take capitals and a slash at the end too, and asking for the head
 * alone costs what the whole does.
 */
const kindOf = (written: string, address: string): RateKind => {
  const method = written === 'HEAD' ? 'GET' : written
  const path = address.toLowerCase().replace(/\/+$/, '')
  return (
    KINDS.find(([of, at]) => of.test(method) && at.test(path))?.[2]
    ?? (['GET', 'OPTIONS'].includes(method) ? 'read' : 'write')
  )
}

const NOTE_AGAIN_MS = 600_000

const tooMany = (waitMs: number): Refused => {
  const waitSeconds = Math.max(1, Math.ceil(waitMs / 1000))
  return new Refused(
    problem(429, 'too-many-requests', '请求过于频繁，请稍候', {
      waitSeconds,
      detail: `请在 ${waitWords(waitSeconds)}后再试`,
      hint: '程序请放慢请求，或把多行数据合为一批报送',
    }),
  )
}

interface RateDeps {
  access: Access
  now: () => number
  /** Told that a known person or token was slowed down; at most once in ten minutes for each. */
  slowed: (request: Parameters<RequestHandler>[0], kind: RateKind) => void
}

/**
 * Slows down whoever asks too often: each person or token by what they do, each address in all. Commands on this
 * machine are not slowed.
 */
export const createRates = ({ access, now, slowed }: RateDeps): RequestHandler => {
  const told = new Map<string, number>()
  const tell = (request: Parameters<RequestHandler>[0], key: string, kind: RateKind): void => {
    if (now() - (told.get(key) ?? -Infinity) < NOTE_AGAIN_MS) return
    if (told.size > 10_000) told.clear()
    told.set(key, now())
    slowed(request, kind)
  }
  return (request, _, next) => {
    const visitor = access.visitorOf(request.headers, false)
    if (visitor?.kind === 'local') return next()
    const from = request.ip ?? ''
    const kind = kindOf(request.method, request.originalUrl.split('?')[0]!)
    const wait =
      (kind === 'sign-in'
        ? access.budgets['sign-in'].take(from)
        : visitor
          ? access.budgets[kind].take(visitor.person.id)
          : access.budgets.stranger.take(from)) || access.budgets.address.take(from)
    if (wait === 0) return next()
    if (visitor) tell(request, `${visitor.person.id} ${kind}`, kind)
    next(tooMany(wait))
  }
}
