import { Router } from 'express'
import { catalogAnswer } from '../catalog-answer.ts'
import type { HttpDeps } from '../deps.ts'

/** Definitions: what can be asked. */
export const catalogRoutes = ({ catalog, access, clock, demo }: HttpDeps): Router =>
  Router().get('/catalog', (request, response) => {
    response.json(catalogAnswer(catalog(), access.scopeOf(request.headers), { timeZone: clock.zone.name, demo }))
  })
