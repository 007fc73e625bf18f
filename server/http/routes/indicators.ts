import { Router } from 'express'
import { cellsQuerySchema, explainQuerySchema } from '../../contract/index.ts'
import { bucketOf, cellsQueryOf, regionOf } from '../../indicators/index.ts'
import type { HttpDeps } from '../deps.ts'
import { parseQuery } from '../reply.ts'

/** Numbers and where they come from. */
export const indicatorRoutes = ({ indicators, catalog, regions, access, clock }: HttpDeps): Router =>
  Router()
    .get('/indicators/:id/cells', async (request, response) => {
      const scope = access.scopeOf(request.headers)
      const query = cellsQueryOf({ catalog: catalog(), regions, clock, scope }, request.params.id, parseQuery(cellsQuerySchema, request.query))
      response.json(await indicators.read(query, scope))
    })
    .get('/indicators/:id/explain', async (request, response) => {
      const scope = access.scopeOf(request.headers)
      const query = parseQuery(explainQuerySchema, request.query)
      const grain = query.grain ?? catalog().indicators.get(request.params.id)?.grain ?? 'day'
      response.json(await indicators.explain({
        indicator: request.params.id,
        region: regionOf(regions, scope, query.region),
        grain,
        bucket: bucketOf(clock, grain, query.bucket, 'bucket'),
      }, scope))
    })
