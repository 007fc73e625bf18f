import { Router } from 'express'
import { regionOf } from '../../indicators/index.ts'
import type { HttpDeps } from '../deps.ts'

/** A whole view in one answer: what the stream keeps up to date. */
export const screenRoutes = ({ screens, regions, access }: HttpDeps): Router =>
  Router().get('/screens/:screen/view', async (request, response) => {
    const scope = access.scopeOf(request.headers)
    const region = regionOf(regions, scope, typeof request.query['region'] === 'string' ? request.query['region'] : undefined)
    const { view, version, asOf, dataAt } = await screens.compose(request.params.screen, region, scope)
    response.json({ version, asOf, dataAt, view })
  })
