import { randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'
import { readCookie } from '../../access/index.ts'
import { isSecure } from './session-cookie.ts'

/** Opens nothing: a browser that shows it is one that has been here before. */
const NAME = 'yiping_browser'
/** Browsers keep no cookie longer than about this. */
const SECONDS = 400 * 86_400

/** By what a browser is known again; one that has nothing yet gets something. */
export const browserOf = ({ headers }: Request): string => {
  const kept = readCookie(headers.cookie, NAME)
  return kept !== null && /^[\w-]{43}$/.test(kept) ? kept : randomBytes(32).toString('base64url')
}

export const setBrowser = (request: Request, response: Response, browser: string): void =>
  void response.append(
    'set-cookie',
    `${NAME}=${browser}; Path=/api/v1; Max-Age=${SECONDS}; HttpOnly; SameSite=Lax${isSecure(request) ? '; Secure' : ''}`,
  )
