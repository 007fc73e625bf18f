import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { json, raw, Router, type Request } from 'express'
import { MOST_PHOTO_BYTES, type Reader } from '../../cases/index.ts'
import {
  caseActionSchema,
  caseQuerySchema,
  caseReportSchema,
  casesQuerySchema,
  partiesQuerySchema,
  type Scope,
} from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import type { HttpDeps } from '../deps.ts'
import { parseQuery } from '../reply.ts'
import { whoSent } from '../who.ts'

const body = json({ limit: '100kb' })
const photo = raw({ type: () => true, limit: MOST_PHOTO_BYTES })

/** Personal fields stay masked on every path; showing one takes a reason and an entry in the audit. */
const masked = ({ reaches }: Scope): Scope => ({
  reaches: reaches.map((reach) => (reach.class === 'personal' ? { ...reach, class: 'internal' } : reach)),
})

/** Cases: what somebody must do, and what is done to it. */
export const caseRoutes = ({ cases, access, audit }: Pick<HttpDeps, 'cases' | 'access' | 'audit'>): Router => {
  const readerOf = ({ headers }: Pick<Request, 'headers'>): Reader => {
    const person = access.personOf(headers)
    if (person === null) throw new Refused(problem(401, 'not-signed-in', '请先登录'))
    return { person, scope: masked(access.scopeFor(person)) }
  }
  return Router()
    .get('/cases', async (request, response) => {
      const reader = readerOf(request)
      response.json(await cases.list(parseQuery(casesQuerySchema, request.query), reader))
    })
    .post('/cases', body, async (request, response) => {
      const reader = readerOf(request)
      response.status(201).json(await cases.report(parseQuery(caseReportSchema, request.body), reader))
    })
    .get('/cases/types', async (request, response) => {
      response.json(await cases.types(readerOf(request)))
    })
    .get('/cases/parties', async (request, response) => {
      const reader = readerOf(request)
      response.json(await cases.parties(parseQuery(partiesQuerySchema, request.query), reader))
    })
    .get('/cases/:id', async (request, response) => {
      const reader = readerOf(request)
      const { reason } = parseQuery(caseQuerySchema, request.query)
      const detail = await cases.read(request.params.id, reader)
      if (reason === undefined || detail.reporter === null) {
        response.json(detail)
        return
      }
      await audit.append({
        ...whoSent(access, request),
        deed: 'unmask',
        what: `case ${detail.id}`,
        why: reason,
        outcome: 'done',
      })
      response.json(await cases.read(request.params.id, { ...reader, scope: access.scopeFor(reader.person) }))
    })
    .post('/cases/:id/actions', body, async (request, response) => {
      const reader = readerOf(request)
      response.json(await cases.act(String(request.params.id), parseQuery(caseActionSchema, request.body), reader))
    })
    .post('/evidence', photo, async (request, response) => {
      const reader = readerOf(request)
      if (!Buffer.isBuffer(request.body)) throw new Refused(problem(415, 'not-an-image', '没有收到照片'))
      response.status(201).json(await cases.keepPhoto(request.body, reader))
    })
    .get('/evidence/:id', async (request, response) => {
      const { file, mediaType } = await cases.photo(request.params.id, readerOf(request))
      audit.note({ ...whoSent(access, request), deed: 'evidence', what: `photo ${request.params.id}`, outcome: 'done' })
      response.set({
        'content-type': mediaType,
        'content-disposition': 'inline',
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
      })
      await pipeline(createReadStream(file), response)
    })
}
