import { Router, json, type Request, type Response } from 'express'
import type { Visitor } from '../../access/index.ts'
import { cityTitle } from '../../catalog/index.ts'
import {
  ofAllCases,
  deviceKeySchema,
  deviceProofSchema,
  passwordChangeSchema,
  signInSchema,
  wallCodeSchema,
  type SessionAnswer,
  type SignedOut,
  type SignInAnswer,
} from '../../contract/index.ts'
import type { HttpDeps } from '../deps.ts'
import { browserOf, originOf, setBrowser, setSession, visitorOf } from '../gate/index.ts'
import { parseBody } from '../reply.ts'

/** Browsers keep no cookie longer than about this. */
const LONG_MS = 400 * 86_400_000

/** Signing in and out, and who one is. Open to everybody: each route sees to itself. */
export const sessionRoutes = ({ access, usage, quality, catalog, regions, clock, logger }: HttpDeps): Router => {
  const answer = ({ person, kind, session, mustChange, mustSetFactor, ownPassword }: Visitor): SessionAnswer => ({
    person,
    kind,
    mustChangePassword: mustChange,
    mustSetFactor: mustSetFactor === true,
    ownPassword: ownPassword === true,
    endsAt: session && clock.zone.format(clock.zone.toLocal(session.endsAt)),
    bound: session !== null && session.device !== null,
    seesUsage: usage.isFor({ sees: ofAllCases(access.scopeFor(person)), keeps: access.scopeFor(person, 'configure') }),
    seesDeliveries: quality.isFor(person),
  })
  const setCookie = (request: Request, response: Response, secret: string, until: number): void => {
    setSession({ request, response, secret, seconds: Math.floor((until - clock.now()) / 1000) })
  }

  return (
    Router()
      .get('/sign-in', (_, response) => {
        const demo = access.demo && {
          password: access.demo.password,
          accounts: access.demo.accounts.map(({ username, name, post }) => ({ username, name, post })),
        }
        response.json({
          city: cityTitle(catalog(), regions.root.name),
          demo,
          provider: access.provider && { title: access.provider.title },
        } satisfies SignInAnswer)
      })
      .post('/session', json({ limit: '10kb' }), async (request, response) => {
        const browser = browserOf(request)
        const { visitor, session, secret } = await access.signIn(parseBody(signInSchema, request.body), {
          ...originOf(request),
          browser,
        })
        setCookie(request, response, secret, session.endsAt)
        setBrowser(request, response, browser)
        response.status(201).json(answer(visitor))
      })
      .post('/session/wall', json({ limit: '10kb' }), async (request, response) => {
        const { visitor, secret, endsAt } = await access.openWall(
          parseBody(wallCodeSchema, request.body).code,
          originOf(request),
        )
        setCookie(request, response, secret, endsAt ?? clock.now() + LONG_MS)
        response.status(201).json(answer(visitor))
      })
      .put('/session/device', json({ limit: '10kb' }), async (request, response) => {
        await access.devices.bind(
          visitorOf(access, request),
          parseBody(deviceKeySchema, request.body),
          originOf(request),
        )
        response.status(204).end()
      })
      // A device proves itself every five minutes whether or not somebody holds it: that is no use of the session.
      .get(
        '/session/challenge',
        (request, response) => void response.json(access.devices.challenge(visitorOf(access, request, false))),
      )
      .post('/session/proof', json({ limit: '10kb' }), async (request, response) => {
        const visitor = visitorOf(access, request, false)
        const secret = await access.devices.prove(visitor, parseBody(deviceProofSchema, request.body), {
          headers: request.headers,
          origin: originOf(request),
        })
        if (secret !== null) setCookie(request, response, secret, visitor.session!.endsAt)
        response.status(204).end()
      })
      .get('/session', (request, response) => void response.json(answer(visitorOf(access, request))))
      .put('/session/password', json({ limit: '10kb' }), async (request, response) => {
        await access.changePassword(
          visitorOf(access, request),
          parseBody(passwordChangeSchema, request.body),
          originOf(request),
        )
        response.json(answer(visitorOf(access, request)))
      })
      .delete('/session', async (request, response) => {
        // Whoever it opened or no longer opens, the browser keeps it no more.
        setSession({ request, response, secret: '', seconds: 0 })
        const visitor = visitorOf(access, request)
        await access.signOut(visitor, originOf(request))
        const { session } = visitor
        const next = session
          ? ((await access.provider
              ?.farewell(session.id)
              .catch((error: unknown) => logger.warn({ err: error }, 'identity provider not told of sign-out')))
            ?? null)
          : null
        if (next === null) response.status(204).end()
        else response.json({ next } satisfies SignedOut)
      })
  )
}
