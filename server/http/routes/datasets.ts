import { json, Router, type Request } from 'express'
import { z } from 'zod'
import { mayDeliver } from '../../access/index.ts'
import {
  rowsQuerySchema,
  unmaskSchema,
  type Action,
  type DeliveryReceipt,
  type Person,
  type Scope,
  type UnmaskAnswer,
} from '../../contract/index.ts'
import { bucketOf, mayRead, mayReadTheme, problem, Refused, regionOf } from '../../indicators/index.ts'
import { endOf } from '../../lib/index.ts'
import type { HttpDeps } from '../deps.ts'
import { parseQuery, sendProblem } from '../reply.ts'
import { whoSent } from '../who.ts'

const submitQuerySchema = z.object({
  dryRun: z.enum(['1', 'true', '0', 'false']).optional(),
  sheet: z.string().max(200).optional(),
})

const headersSchema = z.object({
  'idempotency-key': z.string().min(1).max(200).optional(),
  'x-first-row': z.coerce.number().int().min(1).optional(),
  'x-file-name': z.string().max(400).optional(),
})

/** A file's name as it was before it was written into a header; one that was not encoded is taken as it stands. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const deliveryOf = (request: Request<{ id: string }>, { id, name }: Person) => {
  const query = parseQuery(submitQuerySchema, request.query)
  const headers = parseQuery(headersSchema, request.headers)
  const fileName = headers['x-file-name'] === undefined ? undefined : decoded(headers['x-file-name'])
  return {
    dataset: request.params.id,
    source: fileName ?? 'http',
    sender: { id, name },
    stream: request,
    contentType: request.headers['content-type'],
    fileName,
    length: Number(request.headers['content-length'] ?? 0),
    gzip: request.headers['content-encoding'] === 'gzip',
    sheet: query.sheet,
    idempotencyKey: headers['idempotency-key'],
    firstRow: headers['x-first-row'],
    dryRun: query.dryRun === '1' || query.dryRun === 'true',
  }
}

const NO_ROWS = problem(403, 'not-allowed', '您的权限只能看汇总数，不能看明细', {
  hint: '需要“查看明细”权限，请联系本单位管理员',
})
const MINUTE = 60_000

/** What somebody may do so with; nothing, when nobody is known. */
const rightTo = (access: HttpDeps['access'], person: Person | null, action: Action = 'aggregate'): Scope =>
  person ? access.scopeFor(person, action) : { reaches: [] }

const NO_DELIVERY = problem(403, 'not-allowed', '没有报送这个数据资源的权限', {
  hint: '请使用该数据资源的报送令牌，或联系系统管理员',
})

/** Whoever may deliver; a dataset the sender may not know of is absent. */
const admitDelivery = ({ access, catalog, regions }: HttpDeps, person: Person | null, id: string): Person => {
  const theme = catalog().datasets.get(id)?.theme
  if (person && mayDeliver(regions, person, { id, theme: theme ?? '' })) return person
  if (theme !== undefined && mayReadTheme(rightTo(access, person), theme)) throw new Refused(NO_DELIVERY)
  throw new Refused(
    problem(404, 'unknown-dataset', '没有这个数据资源', {
      field: 'dataset',
      detail: `没有编号为“${id}”的数据资源`,
      hint: '请核对编号',
    }),
  )
}

/** Rows in, and rows as far as the reader may see them. */
export const datasetRoutes = (deps: HttpDeps): Router => {
  const { ingest, quality, indicators, regions, catalog, access, audit, clock } = deps
  return Router()
    .post('/datasets/:id/rows', async (request, response) => {
      const sender = admitDelivery(deps, access.personOf(request.headers), request.params.id)
      const answer = await ingest.submit(deliveryOf(request, sender))
      if ('problem' in answer) {
        // The rest of a body nobody will read must not hold the connection.
        if (!request.readableEnded) response.set('connection', 'close')
        sendProblem(response, answer.problem)
        return
      }
      const { receipt } = answer
      const returned = await quality.openFor(sender.id, request.params.id)
      response
        .status(receipt.accepted > 0 && !receipt.dryRun && !receipt.repeated ? 201 : 200)
        .json({ ...receipt, ...(returned.length > 0 ? { returned } : {}) } satisfies DeliveryReceipt)
    })
    .get('/datasets/:id/rows', async (request, response) => {
      const person = access.personOf(request.headers)
      const scope = rightTo(access, person, 'rows')
      const { grain, from, to, offset, limit, region } = parseQuery(rowsQuerySchema, request.query)
      const last = bucketOf(clock, grain, to, 'to')
      const dataset = request.params.id
      const place = regionOf(regions, rightTo(access, person), region)
      const theme = catalog().datasets.get(dataset)?.theme
      if (
        theme !== undefined
        && mayRead(regions, rightTo(access, person), place, theme)
        && !mayRead(regions, scope, place, theme)
      )
        throw new Refused(NO_ROWS)
      const answer = await indicators.rows(
        {
          dataset,
          region: place,
          from: from === undefined ? last : bucketOf(clock, grain, from, 'from'),
          until: endOf(grain, last),
          offset,
          limit,
        },
        scope,
      )
      audit.note({
        ...whoSent(access, request),
        deed: 'rows',
        what: `${request.originalUrl.slice(0, 400)} ${answer.rows.length} rows`,
        outcome: 'done',
      })
      response.json(answer)
    })
    .post('/datasets/:id/unmask', json({ limit: '10kb' }), async (request, response) => {
      const { minutes, reason, ...asked } = parseQuery(unmaskSchema, request.body)
      const person = access.personOf(request.headers)
      const { region, values } = await indicators.reveal(
        { dataset: request.params.id, ...asked },
        { rows: rightTo(access, person, 'rows'), unmask: rightTo(access, person, 'unmask') },
      )
      const what = `dataset:${request.params.id} row:${asked.row} region:${region} columns:${Object.keys(values).join(',')} minutes:${minutes}`
      await audit.append({ ...whoSent(access, request), deed: 'unmask', what, why: reason, outcome: 'done' })
      const until = clock.zone.format(clock.local() + minutes * MINUTE)
      response.json({ values, until } satisfies UnmaskAnswer)
    })
}
