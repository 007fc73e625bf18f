import { Router, type Request } from 'express'
import { z } from 'zod'
import { rowsQuerySchema } from '../../contract/index.ts'
import { bucketOf, regionOf } from '../../indicators/index.ts'
import { endOf } from '../../lib/index.ts'
import type { HttpDeps } from '../deps.ts'
import { parseQuery, sendProblem } from '../reply.ts'
import { whoSent } from '../who.ts'

const submitQuerySchema = z.object({ dryRun: z.enum(['1', 'true', '0', 'false']).optional(), sheet: z.string().max(200).optional() })

const headersSchema = z.object({
  'idempotency-key': z.string().min(1).max(200).optional(),
  'x-first-row': z.coerce.number().int().min(1).optional(),
  'x-file-name': z.string().max(400).optional(),
})

const deliveryOf = (request: Request<{ id: string }>) => {
  const query = parseQuery(submitQuerySchema, request.query)
  const headers = parseQuery(headersSchema, request.headers)
  const fileName = headers['x-file-name'] === undefined ? undefined : decodeURIComponent(headers['x-file-name'])
  return {
    dataset: request.params.id,
    source: fileName ?? 'http',
    stream: request,
    contentType: request.headers['content-type'],
    fileName,
    gzip: request.headers['content-encoding'] === 'gzip',
    sheet: query.sheet,
    idempotencyKey: headers['idempotency-key'],
    firstRow: headers['x-first-row'],
    dryRun: query.dryRun === '1' || query.dryRun === 'true',
  }
}

/** Rows in, and rows as far as the reader may see them. */
export const datasetRoutes = ({ ingest, indicators, regions, access, audit, clock }: HttpDeps): Router =>
  Router()
    .post('/datasets/:id/rows', async (request, response) => {
      const answer = await ingest.submit(deliveryOf(request))
      if ('problem' in answer) {
        // The rest of a body nobody will read must not hold the connection.
        if (!request.readableEnded) response.set('connection', 'close')
        sendProblem(response, answer.problem)
      } else response.status(answer.receipt.accepted > 0 && !answer.receipt.dryRun && !answer.receipt.repeated ? 201 : 200).json(answer.receipt)
    })
    .get('/datasets/:id/rows', async (request, response) => {
      const scope = access.scopeOf(request.headers)
      const { grain, from, to, offset, limit, region } = parseQuery(rowsQuerySchema, request.query)
      const last = bucketOf(clock, grain, to, 'to')
      const answer = await indicators.rows({
        dataset: request.params.id,
        region: regionOf(regions, scope, region),
        from: from === undefined ? last : bucketOf(clock, grain, from, 'from'),
        until: endOf(grain, last),
        offset,
        limit,
      }, scope)
      audit.note({ ...whoSent(access, request), deed: 'rows', what: `${request.originalUrl.slice(0, 400)} ${answer.rows.length} rows`, outcome: 'done' })
      response.json(answer)
    })
