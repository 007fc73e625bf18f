import type { Request, Response } from 'express'
import { sessionCookie, type Origin } from '../../access/index.ts'

/** From where a request came, as sessions and the audit write it. */
export const originOf = (request: Request): Origin => ({ address: request.ip ?? '', agent: request.headers['user-agent'] ?? '' })

/** Whether the reader came by https; a false word of it can only make a cookie stricter. */
export const isSecure = (request: Request): boolean => request.secure || request.headers['x-forwarded-proto'] === 'https'

export interface SessionGift { request: Request; response: Response; secret: string; seconds: number }

/** Hands a session's secret to the browser, as a cookie. */
export const setSession = ({ request, response, secret, seconds }: SessionGift): void =>
  void response.append('set-cookie', sessionCookie(secret, seconds, isSecure(request)))
