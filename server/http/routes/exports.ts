import { json, Router, type Request, type Response } from 'express'
import { cellsQuerySchema, exportBodySchema, TABLE_FORMATS } from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import { EXPORTERS, isTableFormat, minute, nothingThere } from '../../reports/index.ts'
import type { HttpDeps } from '../deps.ts'
import { attach, knownPerson, writeOut } from '../file-reply.ts'
import { parseBody, parseQuery } from '../reply.ts'
import { whoSent } from '../who.ts'

/** Tables as files: `cells` with the same query at once, several indicators as a job. */
export const exportRoutes = ({ reports, access, audit }: HttpDeps): Router => {
  const cells = async (request: Request<{ id: string; format: string }>, response: Response): Promise<void> => {
    const { id, format } = request.params
    if (!isTableFormat(format))
      throw new Refused(
        problem(404, 'unknown-format', `没有格式 ${format}`, { hint: `可用：${TABLE_FORMATS.join('、')}` }),
      )
    const person = knownPerson(access, request)
    const table = await reports.prepare({
      person,
      scope: access.scopeFor(person, 'export'),
      indicators: [id],
      parameters: parseQuery(cellsQuerySchema, request.query),
      format,
    })
    const { extension, mime } = EXPORTERS[format]
    await audit.append({
      ...whoSent(access, request),
      deed: 'export',
      what: `${format} ${id} rows:${table.rows} version:${table.stamp.version} ${table.stamp.scope}`,
      outcome: 'done',
    })
    attach(response, `${table.name}.${extension}`, mime)
    response.set('x-data-version', String(table.stamp.version))
    await writeOut(response, (sink) => reports.write(table, format, sink))
  }
  return Router()
    .get('/indicators/:id/cells.:format', cells)
    .post('/exports', json(), async (request, response) => {
      const person = knownPerson(access, request)
      const body = parseBody(exportBodySchema, request.body)
      const job = await reports.startExport(person, body)
      await audit.append({
        ...whoSent(access, request),
        deed: 'export',
        what: `job:${job.id} ${body.format} ${body.indicators.join(',')}`,
        outcome: 'done',
      })
      response.status(202).location(`/api/v1/jobs/${job.id}`).json(job)
    })
    .get('/jobs', (request, response) => void response.json({ jobs: reports.jobs.list(knownPerson(access, request)) }))
    .get('/jobs/:id', (request, response) => {
      const job = reports.jobs.get(knownPerson(access, request), request.params.id)
      if (!job) throw nothingThere()
      response.json(job)
    })
    .delete('/jobs/:id', async (request, response) => {
      const job = await reports.jobs.cancel(knownPerson(access, request), request.params.id)
      if (!job) throw nothingThere()
      response.json(job)
    })
    .get('/jobs/:id/file', async (request, response) => {
      const person = knownPerson(access, request)
      const job = reports.jobs.get(person, request.params.id)
      if (job?.state === 'expired')
        throw new Refused(
          problem(410, 'expired', `文件已于 ${minute(job.expiresAt!)} 到期删除`, {
            hint: job.issue === null ? '如仍需要，请重新导出' : '这一期报告仍在往期存档里，可以随时再取',
          }),
        )
      const path = await reports.file(person, request.params.id)
      if (!job?.file || !path) throw nothingThere()
      await audit.append({
        ...whoSent(access, request),
        deed: 'export',
        what: `file of job:${job.id}`,
        outcome: 'done',
      })
      attach(response, job.file.name, job.file.mime)
      response.sendFile(path, { dotfiles: 'allow' })
    })
}
