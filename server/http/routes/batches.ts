import { Router } from 'express'
import { problem, Refused } from '../../indicators/index.ts'
import { formatRejects, REJECTS_HEADER } from '../../ingest/index.ts'
import type { HttpDeps } from '../deps.ts'

const PAGE = 1_000

/** What was refused of a delivery, as a file that a spreadsheet can open. */
export const batchRoutes = ({ ingest }: HttpDeps): Router =>
  Router().get('/batches/:batch/rejects.csv', async (request, response) => {
    const { batch } = request.params
    let page = await ingest.rejects(batch, { offset: 0, limit: PAGE })
    if (page === null) throw new Refused(problem(404, 'unknown-batch', `没有批次 ${batch}`, { field: 'batch' }))
    response.type('text/csv; charset=utf-8').attachment(`rejects-${batch}.csv`)
    response.write(REJECTS_HEADER)
    for (let offset = 0; page !== null && page.rejects.length > 0; page = await ingest.rejects(batch, { offset, limit: PAGE })) {
      response.write(formatRejects(page.rejects))
      offset += page.rejects.length
    }
    response.end()
  })
