import { json, Router } from 'express'
import { z } from 'zod'
import { planActionSchema, planBodySchema, REPORT_FORMATS, runBodySchema } from '../../contract/index.ts'
import { DOCUMENT_FORMATS, nothingThere } from '../../reports/index.ts'
import type { HttpDeps } from '../deps.ts'
import { attach, knownPerson } from '../file-reply.ts'
import { parseBody, parseQuery } from '../reply.ts'
import { whoSent } from '../who.ts'

const previewQuerySchema = z.object({
  region: z.string().optional(),
  period: z.string().optional(),
  alert: z.string().optional(),
  case: z.string().optional(),
})
const formatSchema = z.object({ format: z.enum(REPORT_FORMATS) })

/** Written reports: what there is, a look at one, making one, and the archive. */
export const reportRoutes = ({ reports, access, audit }: HttpDeps): Router =>
  Router()
    .get('/reports', async (request, response) => {
      response.json(await reports.templates(knownPerson(access, request)))
    })
    .get(
      '/reports/issues',
      async (request, response) => void response.json({ issues: await reports.issues(knownPerson(access, request)) }),
    )
    .get('/reports/issues/:id/file.:format', async (request, response) => {
      const person = knownPerson(access, request)
      const { format } = parseQuery(formatSchema, request.params)
      const issue = await reports.issue(person, request.params.id, format)
      if (!issue) throw nothingThere()
      await audit.append({
        ...whoSent(access, request),
        deed: 'export',
        what: `report issue:${request.params.id} ${format} ${issue.title}`,
        outcome: 'done',
      })
      const { extension, mime } = DOCUMENT_FORMATS[format]
      if (format === 'html') response.type(mime).set('cache-control', 'no-store')
      else attach(response, `${issue.title}.${extension}`, mime)
      response.send(issue.bytes)
    })
    .get(
      '/reports/plans',
      async (request, response) => void response.json(await reports.plans.list(knownPerson(access, request))),
    )
    .post('/reports/plans', json(), async (request, response) => {
      const person = knownPerson(access, request)
      const plan = await reports.plans.create(person, parseBody(planBodySchema, request.body ?? {}))
      await audit.append({
        ...whoSent(access, request),
        deed: 'configure',
        what: `report plan:${plan.id} ${plan.template} region:${plan.region} ${plan.when} ${plan.zone} to ${[plan.audience, ...plan.outlets].join(',')} title:${plan.title}`,
        outcome: 'done',
      })
      response.status(201).json(plan)
    })
    .post('/reports/plans/:id/actions', json(), async (request, response) => {
      const person = knownPerson(access, request)
      const { action } = parseBody(planActionSchema, request.body ?? {})
      const done = await reports.plans.act(person, request.params.id, action)
      if (!done) throw nothingThere()
      await audit.append({
        ...whoSent(access, request),
        deed: 'configure',
        what: `report plan:${request.params.id} ${action}`,
        outcome: 'done',
      })
      response.json(done)
    })
    .get('/reports/:template/preview', async (request, response) => {
      const person = knownPerson(access, request)
      const query = parseQuery(previewQuerySchema, request.query)
      const { title, bytes } = await reports.preview(person, {
        template: request.params.template,
        ...query,
        format: 'html',
      })
      audit.note({
        ...whoSent(access, request),
        deed: 'export',
        what: `report preview:${request.params.template} ${title}`,
        outcome: 'done',
      })
      response.type('html').set('cache-control', 'no-store').send(bytes)
    })
    .post('/reports/:template/runs', json(), async (request, response) => {
      const person = knownPerson(access, request)
      const job = await reports.startReport(person, {
        template: request.params.template,
        ...parseBody(runBodySchema, request.body ?? {}),
      })
      await audit.append({
        ...whoSent(access, request),
        deed: 'export',
        what: `report job:${job.id} ${request.params.template} ${job.title}`,
        outcome: 'done',
      })
      response.status(202).location(`/api/v1/jobs/${job.id}`).json(job)
    })
