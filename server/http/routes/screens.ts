import { Router } from 'express'
import { lookerOf, mayOpen } from '../../access/index.ts'
import { Refused, regionOf } from '../../indicators/index.ts'
import { unknownScreen } from '../../screens/index.ts'
import type { HttpDeps } from '../deps.ts'

/** A whole view in one answer: what the stream keeps up to date. */
export const screenRoutes = ({ screens, regions, access, usage }: HttpDeps): Router =>
  Router().get('/screens/:screen/view', async (request, response) => {
    const person = access.personOf(request.headers)
    if (person && !mayOpen(person, request.params.screen)) throw new Refused(unknownScreen(request.params.screen))
    const scope = access.scopeOf(request.headers)
    const region = regionOf(
      regions,
      scope,
      typeof request.query['region'] === 'string' ? request.query['region'] : undefined,
    )
    const { view, version, asOf, dataAt } = await screens.compose(request.params.screen, region, scope)
    const looker = lookerOf(access.visitorOf(request.headers))
    if (looker) usage.opened(looker, request.params.screen, region)
    response.json({ version, asOf, dataAt, view })
  })
