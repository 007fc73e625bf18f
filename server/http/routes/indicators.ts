import { Router, type Request } from 'express'
import { lookerOf } from '../../access/index.ts'
import { cellsQuerySchema, explainQuerySchema, type Person, type Scope } from '../../contract/index.ts'
import { bucketOf, cellsQueryOf, problem, Refused, regionOf, type ExplainQuery } from '../../indicators/index.ts'
import { shownOn } from '../../screens/index.ts'
import type { HttpDeps } from '../deps.ts'
import { noteThings } from '../note-things.ts'
import { parseQuery } from '../reply.ts'

/** Numbers and where they come from. */
export const indicatorRoutes = ({
  indicators,
  causes,
  catalog,
  regions,
  access,
  audit,
  clock,
  usage,
}: HttpDeps): Router => {
  const cellAsked = ({ params, query }: Request, { screens }: Pick<Person, 'screens'>, scope: Scope): ExplainQuery => {
    const indicator = String(params['id'])
    const among = screens && shownOn(catalog(), screens)
    // What a wall does not show has no grain either: it is asked for as if it did not exist.
    const known = among?.has(indicator) === false ? undefined : catalog().indicators.get(indicator)
    const { grain = known?.grain ?? 'day', region, bucket } = parseQuery(explainQuerySchema, query)
    return {
      indicator,
      region: regionOf(regions, scope, region),
      grain,
      bucket: bucketOf(clock, grain, bucket, 'bucket'),
      among,
    }
  }
  const personOf = (request: Request): Person => {
    const person = access.personOf(request.headers)
    if (person === null) throw new Refused(problem(401, 'not-signed-in', '请先登录'))
    return person
  }
  return Router()
    .get('/indicators/:id/cells', async (request, response) => {
      const scope = access.scopeOf(request.headers)
      const query = cellsQueryOf(
        { catalog: catalog(), regions, clock, scope },
        request.params.id,
        parseQuery(cellsQuerySchema, request.query),
      )
      const answer = await indicators.read(query, scope)
      noteThings({ access, audit, catalog }, request, {
        indicators: [query.indicator],
        by: query.by ?? [],
        region: query.regions[0]!,
        rows: answer.cells.length,
      })
      response.json(answer)
    })
    .get('/indicators/:id/explain', async (request, response) => {
      const scope = access.scopeOf(request.headers)
      const explained = await indicators.explain(cellAsked(request, personOf(request), scope), scope)
      const looker = lookerOf(access.visitorOf(request.headers))
      if (looker) usage.explained(looker, request.params.id)
      response.json(explained)
    })
    .get('/indicators/:id/causes', async (request, response) => {
      const person = personOf(request)
      const scope = access.scopeFor(person)
      response.json(await causes(cellAsked(request, person, scope), { person, scope }))
    })
}
