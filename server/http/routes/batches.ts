import { Router } from 'express'
import { maskOf, maskValue, NOTHING_SHOWN, type Catalog } from '../../catalog/index.ts'
import type { Reject } from '../../contract/index.ts'
import { problem, Refused, seesAll } from '../../indicators/index.ts'
import { formatRejects, REJECTS_HEADER } from '../../parse/index.ts'
import type { HttpDeps } from '../deps.ts'
import { whoSent } from '../who.ts'

const PAGE = 1_000

/** What was wrong with a personal value is told by its reason; the value itself stays masked. */
const masked =
  (catalog: Catalog, id: string) =>
  (reject: Reject): Reject => {
    const dataset = catalog.datasets.get(id)
    const mask =
      dataset?.type === 'delivered' && reject.column !== null && dataset.columns[reject.column] !== undefined
        ? maskOf(dataset, reject.column)
        : null
    return mask === null
      ? reject
      : {
          ...reject,
          value: maskValue(mask, reject.value) as string | null,
          reason: reject.value ? reject.reason.replaceAll(reject.value, NOTHING_SHOWN) : reject.reason,
        }
  }

/** What was refused of a delivery, as a file that a spreadsheet can open. */
export const batchRoutes = ({ ingest, catalog, regions, access, audit }: HttpDeps): Router =>
  Router().get('/batches/:batch/rejects.csv', async (request, response) => {
    const { batch } = request.params
    const whole = await ingest.rejects(batch, { offset: 0, limit: 0 })
    const person = access.personOf(request.headers)
    const dataset = catalog().datasets.get(whole?.dataset ?? '')
    // A refused row lies nowhere: only who may see the rows of all places may see it.
    if (whole === null || !dataset || !person || !seesAll(regions, access.scopeFor(person, 'rows'), dataset.theme))
      throw new Refused(problem(404, 'unknown-batch', `没有批次 ${batch}`, { field: 'batch' }))
    audit.note({ ...whoSent(access, request), deed: 'rows', what: `rejects batch:${batch}`, outcome: 'done' })
    response.type('text/csv; charset=utf-8').attachment(`rejects-${batch}.csv`)
    response.write(REJECTS_HEADER)
    for (let offset = 0; offset < whole.total; offset += PAGE) {
      const page = await ingest.rejects(batch, { offset, limit: PAGE })
      response.write(formatRejects((page?.rejects ?? []).map(masked(catalog(), dataset.id))))
    }
    response.end()
  })
