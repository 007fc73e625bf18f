import { json, Router, type Request } from 'express'
import type { Clerk } from '../../access/index.ts'
import {
  departureSchema,
  givenGrantSchema,
  grantTermSchema,
  newPersonSchema,
  newTokenSchema,
  personChangeSchema,
} from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import type { HttpDeps } from '../deps.ts'
import { visitorOf } from '../gate/index.ts'
import { parseBody } from '../reply.ts'

const small = json({ limit: '50kb' })
const noOffice = problem(403, 'not-allowed', '没有管理权限', { hint: '需要“配置”权限，请联系系统管理员' })

/** As the form of the page calls them. */
const TOKEN_FIELDS = { name: '用途', screens: '大屏', days: '有效期' }

/** People, grants, sessions and tokens, as far as the sender's own grants reach. */
export const adminRoutes = ({ access }: HttpDeps): Router => {
  const { people, visits, keys } = access.office
  const sender = (request: Request): Clerk => ({ person: visitorOf(access, request).person, address: request.ip ?? '' })
  const clerk = (request: Request): Clerk => {
    const known = sender(request)
    if (!access.can(known.person, { action: 'configure' })) throw new Refused(noOffice)
    return known
  }
  const current = (request: Request): string | null => visitorOf(access, request).session?.id ?? null

  return Router()
    .get('/sessions', (request, response) => void response.json(visits.mine(sender(request), current(request))))
    .delete('/sessions/:id', async (request, response) => {
      await visits.end(sender(request), request.params.id)
      response.status(204).end()
    })
    .get('/admin/people', (request, response) => void response.json(people.list(clerk(request))))
    .post(
      '/admin/people',
      small,
      async (request, response) =>
        void response.status(201).json(await people.add(clerk(request), parseBody(newPersonSchema, request.body))),
    )
    .patch('/admin/people/:username', small, async (request, response) => {
      response.json(
        await people.amend(
          clerk(request),
          request.params['username'] as string,
          parseBody(personChangeSchema, request.body),
        ),
      )
    })
    .post(
      '/admin/people/:username/password',
      async (request, response) =>
        void response.json(await people.resetPassword(clerk(request), request.params.username)),
    )
    .delete(
      '/admin/people/:username/factor',
      async (request, response) =>
        void response.json(await people.resetFactor(clerk(request), request.params.username)),
    )
    .post('/admin/people/:username/departure', small, async (request, response) => {
      response.json(
        await people.depart(
          clerk(request),
          request.params['username'] as string,
          parseBody(departureSchema, request.body),
        ),
      )
    })
    .post('/admin/people/:username/grants', small, async (request, response) => {
      response
        .status(201)
        .json(
          await people.give(
            clerk(request),
            request.params['username'] as string,
            parseBody(givenGrantSchema, request.body),
          ),
        )
    })
    .patch('/admin/people/:username/grants/:grant', small, async (request, response) => {
      response.json(
        await people.term(
          clerk(request),
          request.params['username'] as string,
          request.params['grant'] as string,
          parseBody(grantTermSchema, request.body).endsOn,
        ),
      )
    })
    .delete('/admin/people/:username/grants/:grant', async (request, response) => {
      response.json(await people.take(clerk(request), request.params.username, request.params.grant))
    })
    .get('/admin/sessions', (request, response) => void response.json(visits.list(clerk(request), current(request))))
    .get('/admin/tokens', async (request, response) => void response.json(await keys.list(clerk(request))))
    .post(
      '/admin/tokens',
      small,
      async (request, response) =>
        void response
          .status(201)
          .json(await keys.make(clerk(request), parseBody(newTokenSchema, request.body, TOKEN_FIELDS))),
    )
    .delete('/admin/tokens/:id', async (request, response) => {
      await keys.revoke(clerk(request), request.params.id)
      response.status(204).end()
    })
}
