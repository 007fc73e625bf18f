import { json, Router, type Request } from 'express'
import {
  annotationChangeSchema,
  annotationSchema,
  annotationsQuerySchema,
  savedViewChangeSchema,
  savedViewSchema,
} from '../../contract/index.ts'
import { bucketOf } from '../../indicators/index.ts'
import type { HttpDeps } from '../deps.ts'
import { knownPerson } from '../file-reply.ts'
import { parseBody, parseQuery } from '../reply.ts'
import { whoSent } from '../who.ts'

/** What analysts keep: saved views and words on dates. */
export const keptRoutes = ({ analysis: { views, annotations }, access, audit, clock }: HttpDeps): Router => {
  const reader = (request: Pick<Request, 'headers'>) => {
    const person = knownPerson(access, request)
    return { person, scope: access.scopeFor(person) }
  }
  const wrote = (request: Request, what: string): Promise<unknown> =>
    audit.append({ ...whoSent(access, request), deed: 'configure', what, outcome: 'done' })
  return Router()
    .get('/saved-views', (request, response) => void response.json({ views: views.list(reader(request)) }))
    .post('/saved-views', json(), async (request, response) => {
      const who = reader(request)
      const view = await views.save(parseBody(savedViewSchema, request.body), who)
      if (view.shared) await wrote(request, `view:${view.id} region:${view.region} shared`)
      response.status(201).json(view)
    })
    .patch('/saved-views/:id', json(), async (request, response) => {
      const who = reader(request)
      const change = parseBody(savedViewChangeSchema, request.body)
      const view = await views.change(request.params.id, change, who)
      if (change.shared !== undefined)
        await wrote(request, `view:${view.id} region:${view.region} ${view.shared ? 'shared' : 'unshared'}`)
      response.json(view)
    })
    .delete('/saved-views/:id', async (request, response) => {
      await views.remove(request.params.id, reader(request))
      response.status(204).end()
    })
    .post(
      '/saved-views/:id/restore',
      async (request, response) => void response.json(await views.restore(request.params.id, reader(request))),
    )
    .get('/annotations', (request, response) => {
      const who = reader(request)
      const { region, indicator = null, grain, from, to } = parseQuery(annotationsQuerySchema, request.query)
      const code = annotations.place({ region, indicator }, who)
      const bound = (text: string | undefined, field: string): number | undefined =>
        text === undefined ? undefined : bucketOf(clock, grain, text, field)
      const found = annotations.list(
        { region: code, indicator, grain, first: bound(from, 'from'), last: bound(to, 'to') },
        who,
      )
      response.json({ annotations: found, mayAdd: annotations.mayAdd(who.person, { region: code, indicator }) })
    })
    .post('/annotations', json(), async (request, response) => {
      const who = reader(request)
      const note = await annotations.add(parseBody(annotationSchema, request.body), who)
      await wrote(request, `annotation:${note.id} region:${note.region} on:${note.on}`)
      response.status(201).json(note)
    })
    .patch('/annotations/:id', json(), async (request, response) => {
      const note = await annotations.change(
        request.params.id,
        parseBody(annotationChangeSchema, request.body),
        reader(request),
      )
      await wrote(request, `annotation:${note.id} region:${note.region} changed`)
      response.json(note)
    })
    .delete('/annotations/:id', async (request, response) => {
      const note = await annotations.remove(request.params.id, reader(request))
      await wrote(request, `annotation:${note.id} region:${note.region} removed`)
      response.status(204).end()
    })
    .post('/annotations/:id/restore', async (request, response) => {
      const note = await annotations.restore(request.params.id, reader(request))
      await wrote(request, `annotation:${note.id} region:${note.region} restored`)
      response.json(note)
    })
}
