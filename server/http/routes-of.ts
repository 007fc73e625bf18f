import type { Express, IRouter } from 'express'

/** Where routers are mounted; a router mounted elsewhere is an error of whoever proves that each route is gated. */
const MOUNTS = ['/api/v1', '/api', '']

interface Layer {
  route?: { path: unknown; methods: Record<string, boolean> }
  handle: { stack?: Layer[] }
  slash: boolean
  match: (path: string) => unknown
}

const layersOf = (router: unknown): Layer[] => (router as { stack?: Layer[] }).stack ?? []

const mountOf = (layer: Layer): string => {
  if (layer.slash) return ''
  const mount = MOUNTS.find(
    (one) => one !== '' && layer.match(`${one}/`) !== false && layer.match('/elsewhere/') === false,
  )
  if (mount === undefined)
    throw new Error('a router is mounted at an address that server/http/routes-of.ts does not know')
  return mount
}

/** Every route a running Express app answers, as its router knows it: `GET /api/v1/datasets/:id/rows`. */
export const routesOf = (app: Express): string[] => {
  const walk = (layers: Layer[], mount: string): string[] =>
    layers.flatMap((layer) => {
      if (layer.route)
        return Object.keys(layer.route.methods).map(
          (method) => `${method.toUpperCase()} ${mount}${String(layer.route!.path)}`,
        )
      return layer.handle.stack ? walk(layer.handle.stack, mount + mountOf(layer)) : []
    })
  return [...new Set(walk(layersOf((app as unknown as { router: IRouter }).router), ''))].sort()
}
