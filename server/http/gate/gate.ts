import type { Request, RequestHandler, Response } from 'express'
import { isForgery, type Access, type Visitor } from '../../access/index.ts'
import type { Moment, Person, Problem } from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import { originOf } from './session-cookie.ts'
import { minute } from '../../reports/index.ts'
import { isForWalls } from './wall-reads.ts'

const unknown = problem(401, 'not-signed-in', '请先登录', {
  hint: '网页请在 /sign-in 登录；程序请在请求头 Authorization: Bearer 中带上令牌',
})
/** What a program is told that shows a token nobody is known by: the token is wrong, not the sign-in. */
const dead = (end: Moment | 'unknown'): Problem =>
  end === 'unknown'
    ? problem(401, 'unknown-token', '令牌无效：不存在或已撤销', { hint: '请核对令牌，或请管理员另发一个' })
    : problem(401, 'token-ended', `令牌已于 ${minute(end)} 到期`, { hint: '请管理员另发一个令牌' })
const forged = problem(403, 'foreign-origin', '请求来自其他网站，已拒绝')
const misuse = problem(403, 'wrong-key', '这个令牌不能这样使用', {
  hint: '报送令牌只能报送它的数据资源，大屏令牌只能查看它的驾驶舱',
})
const stale = problem(403, 'password-change-required', '首次登录须先修改密码', { hint: '请在 /sign-in 修改密码' })

/** Whoever passed the gate; a look is no use of their session. Throws `Refused` where nobody is known. */
export const visitorOf = (access: Access, request: Request, isUse = true): Visitor => {
  const visitor = access.visitorOf(request.headers, isUse)
  if (visitor === null) throw new Refused(unknown)
  return visitor
}

/** Stops what other sites' pages send with a reader's cookie. */
export const stopForgery: RequestHandler = (request, _, next) =>
  next(isForgery(request) ? new Refused(forged) : undefined)

const factorless = problem(403, 'factor-setup-required', '您的权限要求先设置两步验证', { hint: '请在 /sign-in 设置' })
const unproved = problem(401, 'device-unproved', '请在登录时的设备上继续使用', {
  hint: '这次登录只在登录时的设备上有效；若就是这台设备，请重新打开页面',
})

const READS = ['GET', 'HEAD']

/**
 * What a key was not made for: a feed does nothing but deliver its dataset, a wall shows its screens and changes
 * nothing.
 */
const isMisuse = ({ delivers, screens }: Person, { method, originalUrl }: Request): boolean => {
  const path = originalUrl.split('?')[0]!
  if (delivers !== undefined) return method !== 'POST' || path !== `/api/v1/datasets/${delivers}/rows`
  return screens !== undefined && !(READS.includes(method) && isForWalls(path))
}

/**
 * Lets through whoever is known, has a password of their own and keeps to what their key is for. What comes after may
 * count on `access.personOf`.
 */
export const createGate =
  (access: Access): RequestHandler =>
  (request, _, next) => {
    const visitor = access.visitorOf(request.headers)
    if (visitor?.copied) access.devices.copied(visitor, originOf(request))
    const end = visitor === null ? access.deadToken(request.headers) : null
    const refusal =
      visitor === null
        ? end === null
          ? unknown
          : dead(end)
        : visitor.unproved
          ? unproved
          : visitor.mustChange
            ? stale
            : visitor.mustSetFactor
              ? factorless
              : isMisuse(visitor.person, request)
                ? misuse
                : null
    next(refusal === null ? undefined : new Refused(refusal))
  }

/** Pages start for everybody, since signing in is one of them; whoever is not known is told so by the status too. */
export const pageStatus = (access: Access, request: Request, response: Response): void => {
  if (request.path !== '/sign-in' && access.personOf(request.headers) === null) response.status(401)
}
