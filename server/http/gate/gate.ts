import type { Request, RequestHandler, Response } from 'express'
import { isForgery, type Access, type Visitor } from '../../access/index.ts'
import { problem, Refused } from '../../indicators/index.ts'

const unknown = problem(401, 'not-signed-in', '请先登录', { hint: '网页请在 /sign-in 登录；程序请在请求头 Authorization: Bearer 中带上令牌' })
const forged = problem(403, 'foreign-origin', '请求来自其他网站，已拒绝')
const stale = problem(403, 'password-change-required', '首次登录须先修改密码', { hint: '请在 /sign-in 修改密码' })

/** Whoever passed the gate. Throws `Refused` where nobody is known. */
export const visitorOf = (access: Access, request: Request): Visitor => {
  const visitor = access.visitorOf(request.headers)
  if (visitor === null) throw new Refused(unknown)
  return visitor
}

/** Stops what other sites' pages send with a reader's cookie. */
export const stopForgery: RequestHandler = (request, _, next) => next(isForgery(request) ? new Refused(forged) : undefined)

/** Lets through whoever is known and has a password of their own. What comes after may count on `access.personOf`. */
export const createGate = (access: Access): RequestHandler => (request, _, next) => {
  const visitor = access.visitorOf(request.headers)
  next(visitor === null ? new Refused(unknown) : visitor.mustChange ? new Refused(stale) : undefined)
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/

/** A process on this machine, asking by itself and not for somebody behind a proxy. */
export const isLocal = ({ socket, headers }: Request): boolean =>
  LOOPBACK.test(socket.remoteAddress ?? '') && headers['x-forwarded-for'] === undefined && headers['forwarded'] === undefined

/** Pages start for everybody, since signing in is one of them; whoever is not known is told so by the status too. */
export const pageStatus = (access: Access, request: Request, response: Response): void => {
  if (request.path !== '/sign-in' && access.personOf(request.headers) === null) response.status(401)
}
