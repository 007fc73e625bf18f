import { json, Router } from 'express'
import {
  correlationQuerySchema,
  distributionQuerySchema,
  forecastQuerySchema,
  pivotSchema,
  simulationRunSchema,
  type Grain,
} from '../../contract/index.ts'
import { bucketOf, problem, Refused, regionOf } from '../../indicators/index.ts'
import { shift } from '../../lib/index.ts'
import { shownOn } from '../../screens/index.ts'
import type { HttpDeps } from '../deps.ts'
import { noteThings } from '../note-things.ts'
import { parseBody, parseQuery } from '../reply.ts'

/** Buckets two indicators are held against each other over, when no start is named. */
const USUAL_SPAN = 36

const listed = (text: string | undefined): string[] | undefined => text?.split(',').filter(Boolean)

/** Tables, spreads and correlations of numbers. */
export const analysisRoutes = ({ analysis, catalog, regions, access, clock, audit }: HttpDeps): Router => {
  const grainOf = (indicator: string, grain: Grain | undefined): Grain =>
    grain ?? catalog().indicators.get(indicator)?.grain ?? 'day'
  /** Places are compared over a bucket that is over: in the first hours of a day most of them have nothing yet. */
  const lastWhole = (grain: Grain, text: string | undefined, field: string): number =>
    text === undefined
      ? shift(grain, bucketOf(clock, grain, undefined, field), -1)
      : bucketOf(clock, grain, text, field)
  const themeOf = (indicator: string): string | undefined => catalog().indicators.get(indicator)?.theme
  return Router()
    .post('/pivot', json({ limit: '100kb' }), async (request, response) => {
      const scope = access.scopeOf(request.headers)
      const body = parseQuery(pivotSchema, request.body)
      const answer = await analysis.pivot(body, scope)
      const by = [body.rows, body.columns].flatMap((axis) => (axis.startsWith('by:') ? [axis.slice(3)] : []))
      noteThings({ access, audit, catalog }, request, {
        indicators: body.indicators,
        by,
        region: answer.pin.region,
        rows: answer.rows.heads.length,
      })
      response.json(answer)
    })
    .get(
      '/simulations',
      (request, response) => void response.json({ simulations: analysis.whatIf.list(access.scopeOf(request.headers)) }),
    )
    .post('/simulations/:id/runs', json({ limit: '100kb' }), async (request, response) => {
      const scope = access.scopeOf(request.headers)
      response.json(
        await analysis.whatIf.run(request.params.id, parseBody(simulationRunSchema, request.body ?? {}), scope),
      )
    })
    .get('/indicators/:id/distribution', async (request, response) => {
      const scope = access.scopeOf(request.headers)
      const query = parseQuery(distributionQuerySchema, request.query)
      const grain = grainOf(request.params.id, query.grain)
      response.json(
        await analysis.distribution(
          {
            indicator: request.params.id,
            region: regionOf(regions, scope, query.region, themeOf(request.params.id)),
            level: query.level,
            only: listed(query.only),
            grain,
            bucket: lastWhole(grain, query.bucket, 'bucket'),
          },
          scope,
        ),
      )
    })
    .get('/indicators/:id/forecast', async (request, response) => {
      const scope = access.scopeOf(request.headers)
      const screens = access.personOf(request.headers)?.screens
      const among = screens && shownOn(catalog(), screens)
      // What a wall does not show has neither theme nor grain: it is asked for as if it did not exist.
      const known = among?.has(request.params.id) === false ? '' : request.params.id
      const { region, grain, horizon } = parseQuery(forecastQuerySchema, request.query)
      response.json(
        await analysis.forecast(
          {
            indicator: request.params.id,
            region: regionOf(regions, scope, region, themeOf(known)),
            grain: grainOf(known, grain),
            horizon,
            among,
          },
          scope,
        ),
      )
    })
    .get('/indicators/:id/correlation', async (request, response) => {
      const scope = access.scopeOf(request.headers)
      const query = parseQuery(correlationQuerySchema, request.query)
      const grain = grainOf(request.params.id, query.grain)
      const last = lastWhole(grain, query.to, 'to')
      const first =
        query.from === undefined ? shift(grain, last, 1 - USUAL_SPAN) : bucketOf(clock, grain, query.from, 'from')
      if (first > last) throw new Refused(problem(400, 'empty-span', '起始时间晚于结束时间', { field: 'from' }))
      response.json(
        await analysis.correlation(
          {
            indicator: request.params.id,
            with: query.with,
            region: regionOf(regions, scope, query.region, themeOf(request.params.id)),
            level: query.level,
            only: listed(query.only),
            grain,
            first,
            last,
          },
          scope,
        ),
      )
    })
}
