import { Router } from 'express'
import { catalogAnswer } from '../catalog-answer.ts'
import type { HttpDeps } from '../deps.ts'

/** Definitions: what can be asked, and what is delivered. */
export const catalogRoutes = ({ catalog, access, clock, demo, regions }: HttpDeps): Router =>
  Router().get('/catalog', (request, response) => {
    const person = access.personOf(request.headers)
    const keeps = (theme: string): boolean =>
      person !== null && access.can(person, { action: 'configure', region: regions.root.code, theme })
    response.json(
      catalogAnswer(
        catalog(),
        { scope: access.scopeOf(request.headers), keeps, ...(person?.screens ? { screens: person.screens } : {}) },
        { root: regions.root.name, timeZone: clock.zone.name, demo },
      ),
    )
  })
