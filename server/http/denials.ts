import type { ErrorRequestHandler, Request } from 'express'
import type { RateKind } from '../access/index.ts'
import { Refused } from '../indicators/index.ts'
import type { HttpDeps } from './deps.ts'
import { whoSent } from './who.ts'

/** A name that is not there for this reader: absent or outside their scope, told apart by nobody, here neither. */
const NAMED = /^\/problems\/(unknown-|not-found$)/

/** Writes down whom something was refused to. Strangers have no name to write; the edge counts them. */
export const noteDenials =
  ({ access, audit }: Pick<HttpDeps, 'access' | 'audit'>): ErrorRequestHandler =>
  (error: unknown, request, _response, next) => {
    const sender = whoSent(access, request)
    const denied =
      error instanceof Refused
      && (error.problem.status === 403 || (error.problem.status === 404 && NAMED.test(error.problem.type)))
    if (denied && sender.who !== '')
      audit.note({
        ...sender,
        deed: 'denied',
        what: `${request.method} ${request.originalUrl}`.slice(0, 500),
        why: '',
        outcome: 'refused',
      })
    next(error)
  }

/** Writes down that somebody asked so often that they had to wait. */
export const noteSlowed =
  ({ access, audit }: Pick<HttpDeps, 'access' | 'audit'>) =>
  (request: Request, kind: RateKind): void =>
    audit.note({
      ...whoSent(access, request),
      deed: 'denied',
      what: `rate ${kind} ${request.method} ${request.originalUrl}`.slice(0, 500),
      why: '',
      outcome: 'refused',
    })
