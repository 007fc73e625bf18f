import { Router } from 'express'
import { catalogAnswer } from '../catalog-answer.ts'
import type { HttpDeps } from '../deps.ts'

/** Definitions: what can be asked. */
export const catalogRoutes = ({ catalog, access, clock, demo }: HttpDeps): Router =>
  Router().get('/catalog', (request, response) => {
    const screens = access.personOf(request.headers)?.screens
    response.json(catalogAnswer(catalog(), { scope: access.scopeOf(request.headers), ...(screens ? { screens } : {}) }, { timeZone: clock.zone.name, demo }))
  })
