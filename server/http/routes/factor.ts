import { json, Router } from 'express'
import { factorBeginSchema, factorConfirmSchema, factorProofSchema } from '../../contract/index.ts'
import type { HttpDeps } from '../deps.ts'
import { visitorOf } from '../gate/index.ts'
import { parseBody } from '../reply.ts'

const small = json({ limit: '10kb' })

/** One's own second factor. Before the gate: who must set one is let in to nothing else. */
export const factorRoutes = ({ access }: HttpDeps): Router => {
  const { state, begin, confirm, renew, remove } = access.factor
  return Router()
    .get('/session/factor', (request, response) => void response.json(state(visitorOf(access, request))))
    .post('/session/factor', small, async (request, response) => {
      response.json(
        await begin(visitorOf(access, request), parseBody(factorBeginSchema, request.body), request.ip ?? ''),
      )
    })
    .put('/session/factor', small, async (request, response) => {
      response.json(
        await confirm(visitorOf(access, request), parseBody(factorConfirmSchema, request.body).code, request.ip ?? ''),
      )
    })
    .post('/session/factor/recovery', small, async (request, response) => {
      response.json(
        await renew(visitorOf(access, request), parseBody(factorProofSchema, request.body), request.ip ?? ''),
      )
    })
    .post('/session/factor/removal', small, async (request, response) => {
      await remove(visitorOf(access, request), parseBody(factorProofSchema, request.body), request.ip ?? '')
      response.status(204).end()
    })
}
