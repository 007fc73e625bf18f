import type { Request, Response } from 'express'
import { cameByHttps, sessionCookie, type Origin } from '../../access/index.ts'

/** From where a request came, as sessions and the audit write it. */
export const originOf = (request: Request): Origin => ({
  address: request.ip ?? '',
  agent: request.headers['user-agent'] ?? '',
})

export const isSecure = ({ headers }: Request): boolean => cameByHttps(headers)

interface SessionGift {
  request: Request
  response: Response
  secret: string
  seconds: number
}

/** Hands a session's secret to the browser, as a cookie. */
export const setSession = ({ request, response, secret, seconds }: SessionGift): void =>
  void response.append('set-cookie', sessionCookie(secret, seconds, isSecure(request)))
