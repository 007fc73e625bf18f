import { Router } from 'express'
import {
  outlinesQuerySchema,
  regionsQuerySchema,
  type RegionCode,
  type RegionsAnswer,
  type Scope,
} from '../../contract/index.ts'
import { problem, refFor, Refused, regionOf } from '../../indicators/index.ts'
import { outlinesFor, type RegionNode, type Regions } from '../../regions/index.ts'
import type { HttpDeps } from '../deps.ts'
import { parseQuery } from '../reply.ts'

/** A region and so many levels below it, parents before children. */
const below = (regions: Regions, root: RegionNode, depth: number): RegionNode[] => [
  root,
  ...(depth === 0 ? [] : regions.children(root.code).flatMap((child) => below(regions, child, depth - 1))),
]

/** The highest places of a reader, none below another. */
const topsOf = (regions: Regions, scope: Scope): RegionCode[] => {
  const all = [...new Set(scope.reaches.flatMap(({ roots }) => roots))].filter((code) => regions.get(code) !== null)
  return all.filter((code) => !all.some((other) => other !== code && regions.contains(other, code)))
}

/** The reader's place tree and its outlines. */
export const regionRoutes = ({ regions, access }: HttpDeps): Router =>
  Router()
    .get('/regions', (request, response) => {
      const query = parseQuery(regionsQuerySchema, request.query)
      const scope = access.scopeOf(request.headers)
      const roots = query.root === undefined ? topsOf(regions, scope) : []
      if (roots.length === 0) roots.push(regionOf(regions, scope, query.root))
      const nodes = roots.flatMap((root) => below(regions, regions.get(root)!, query.depth ?? regions.levels.length))
      response.json({
        levels: regions.levels,
        source: regions.source,
        outlines: Object.fromEntries(regions.levels.map(({ id }) => [id, regions.outlinesOf(id)])),
        regions: nodes.map((node) => ({
          ...refFor(regions, scope, node),
          ...(roots.includes(node.code) ? { parent: null } : {}),
        })),
      } satisfies RegionsAnswer)
    })
    .get('/outlines', (request, response) => {
      const query = parseQuery(outlinesQuerySchema, request.query)
      const outlines = outlinesFor(regions, regionOf(regions, access.scopeOf(request.headers), query.region))
      if (outlines === null)
        throw new Refused(
          problem(404, 'no-outlines', '这个区域没有边界图', {
            field: 'region',
            hint: '可用 yiping regions import 导入边界',
          }),
        )
      response.set('cache-control', 'private, max-age=3600').vary('Cookie').vary('Authorization').json(outlines)
    })
