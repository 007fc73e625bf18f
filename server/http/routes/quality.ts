import { json, Router, type Request } from 'express'
import { returnBodySchema, returnCloseSchema, type DataReturn } from '../../contract/index.ts'
import type { HttpDeps } from '../deps.ts'
import { knownPerson } from '../file-reply.ts'
import { parseBody } from '../reply.ts'
import { whoSent } from '../who.ts'

const LIMIT = '10kb'

/** How data is delivered, and what is returned to whoever delivered it. */
export const qualityRoutes = ({ quality, access, audit }: Pick<HttpDeps, 'quality' | 'access' | 'audit'>): Router => {
  const wrote = (request: Request, deed: 'return' | 'close', { batch, dataset }: DataReturn, why: string) =>
    audit.append({
      ...whoSent(access, request),
      deed: 'return',
      what: `data ${deed} batch:${batch} dataset:${dataset}`,
      why,
      outcome: 'done',
    })
  return Router()
    .get(
      '/data-quality',
      async (request, response) => void response.json(await quality.sums(knownPerson(access, request))),
    )
    .get('/datasets/:id/batches', async (request, response) => {
      response.json(await quality.deliveries(knownPerson(access, request), request.params.id))
    })
    .post('/batches/:batch/return', json({ limit: LIMIT }), async (request, response) => {
      const { words } = parseBody(returnBodySchema, request.body)
      const done = await quality.return(knownPerson(access, request), request.params.batch, words)
      await wrote(request, 'return', done, words)
      response.status(201).json(done)
    })
    .post('/data-returns/:id/close', json({ limit: LIMIT }), async (request, response) => {
      const { words } = parseBody(returnCloseSchema, request.body)
      const done = await quality.close(knownPerson(access, request), request.params.id, words)
      await wrote(request, 'close', done, words)
      response.json(done)
    })
}
