import { Router } from 'express'
import { mayOpen } from '../../access/index.ts'
import { catalogAnswer } from '../catalog-answer.ts'
import type { HttpDeps } from '../deps.ts'

/** Definitions: what can be asked. */
export const catalogRoutes = ({ catalog, access, clock, demo }: HttpDeps): Router =>
  Router().get('/catalog', (request, response) => {
    const person = access.personOf(request.headers)
    const answer = catalogAnswer(catalog(), access.scopeOf(request.headers), { timeZone: clock.zone.name, demo })
    response.json({ ...answer, screens: answer.screens.filter(({ id }) => person !== null && mayOpen(person, id)) })
  })
