import { Router } from 'express'
import { readCookie, type Access } from '../../access/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import type { HttpDeps } from '../deps.ts'
import { browserOf, isSecure, originOf, setBrowser, setSession } from '../gate/index.ts'

const TICKET = 'yiping_provider'
const MOST_SECONDS = 600

/** A place of this site and no other. */
const placeOf = (to: unknown): string => (typeof to === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(to) ? to : '/')

/** The sign-in page says the fault in its own words: an address must not put words into its mouth. */
const backTo = (fault: string): string => `/sign-in?problem=${fault}`

const faultOf = (error: unknown): string =>
  error instanceof Refused ? error.problem.type.split('/').at(-1)! : 'provider-failed'

const ticketCookie = (ticket: string, seconds: number, secure: boolean): string =>
  // Lax: the provider sends the browser back from another site.
  `${TICKET}=${ticket}; Path=/api/v1/oidc; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

/** Signing in through another system. Faults lead back to the sign-in page. */
export const providerRoutes = ({ access, clock, logger }: HttpDeps): Router => {
  const provider = (): NonNullable<Access['provider']> => {
    if (access.provider === null) throw new Refused(problem(404, 'no-provider', '没有接入统一身份认证'))
    return access.provider
  }
  return Router()
    .get('/oidc/start', async (request, response) => {
      const { begin } = provider()
      try {
        const { url, ticket } = await begin(placeOf(request.query['to']))
        response
          .append('set-cookie', ticketCookie(ticket, MOST_SECONDS, isSecure(request)))
          .set('cache-control', 'no-store')
          .redirect(url)
      } catch (error) {
        logger.warn({ err: error }, 'identity provider not reached')
        response.redirect(backTo('provider-unreachable'))
      }
    })
    .get('/oidc/callback', async (request, response) => {
      const { finish } = provider()
      response.append('set-cookie', ticketCookie('', 0, isSecure(request))).set('cache-control', 'no-store')
      try {
        const query = new URL(request.originalUrl, 'http://here').search
        const browser = browserOf(request)
        const { session, secret, to } = await finish(query, readCookie(request.headers.cookie, TICKET) ?? '', {
          ...originOf(request),
          browser,
        })
        setBrowser(request, response, browser)
        setSession({ request, response, secret, seconds: Math.floor((session.endsAt - clock.now()) / 1000) })
        response.redirect(to)
      } catch (error) {
        if (!(error instanceof Refused)) logger.warn({ err: error }, 'sign-in through the provider failed')
        response.redirect(backTo(faultOf(error)))
      }
    })
}
