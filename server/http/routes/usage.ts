import { Router } from 'express'
import { usageQuerySchema } from '../../contract/index.ts'
import type { HttpDeps } from '../deps.ts'
import { parseQuery } from '../reply.ts'

/** How much the screens are used, and what they lead to. */
export const usageRoutes = ({ usage, access }: HttpDeps): Router =>
  Router().get('/usage', async (request, response) => {
    const scope = access.scopeOf(request.headers)
    response.json(await usage.read(parseQuery(usageQuerySchema, request.query), scope))
  })
