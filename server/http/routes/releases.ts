import { json, Router, type Request } from 'express'
import { releaseActionSchema, releaseBodySchema, type ReleaseInfo, type ReleasesAnswer } from '../../contract/index.ts'
import type { HttpDeps } from '../deps.ts'
import { knownPerson } from '../file-reply.ts'
import { parseBody } from '../reply.ts'
import { whoSent } from '../who.ts'

const LIMIT = '20kb'

/** Rows as files, on the word of somebody else where they tell of persons. */
export const releaseRoutes = ({ reports: { releases }, access, audit }: HttpDeps): Router => {
  const wrote = (
    request: Request,
    deed: string,
    { id, dataset, region, span, clear, rows }: ReleaseInfo,
    why: string,
  ): Promise<unknown> =>
    audit.append({
      ...whoSent(access, request),
      deed: 'export',
      what: `row-export:${id} ${deed} dataset:${dataset} region:${region} ${span} rows:${rows} clear:${clear.join(',') || '-'}`,
      why,
      outcome: 'done',
    })
  return Router()
    .get(
      '/row-exports',
      (request, response) =>
        void response.json({ releases: releases.list(knownPerson(access, request)) } satisfies ReleasesAnswer),
    )
    .post('/row-exports', json({ limit: LIMIT }), async (request, response) => {
      const release = await releases.ask(knownPerson(access, request), parseBody(releaseBodySchema, request.body))
      await wrote(request, 'ask', release, release.reason)
      response.status(201).json(release)
    })
    .post('/row-exports/:id/actions', json({ limit: LIMIT }), async (request, response) => {
      const { action, words } = parseBody(releaseActionSchema, request.body)
      const release = await releases.act(knownPerson(access, request), request.params.id, action, words)
      await wrote(request, action, release, words || release.reason)
      response.json(release)
    })
}
