import { Router } from 'express'
import { outlinesQuerySchema, regionsQuerySchema, type RegionsAnswer } from '../../contract/index.ts'
import { problem, Refused, regionOf } from '../../indicators/index.ts'
import { outlinesFor, type RegionNode, type Regions } from '../../regions/index.ts'
import type { HttpDeps } from '../deps.ts'
import { parseQuery } from '../reply.ts'

/** A region and so many levels below it, parents before children. */
const below = (regions: Regions, root: RegionNode, depth: number): RegionNode[] =>
  [root, ...(depth === 0 ? [] : regions.children(root.code).flatMap((child) => below(regions, child, depth - 1)))]

/** The reader's place tree and its outlines. */
export const regionRoutes = ({ regions, access }: HttpDeps): Router =>
  Router()
    .get('/regions', (request, response) => {
      const query = parseQuery(regionsQuerySchema, request.query)
      const root = regionOf(regions, access.scopeOf(request.headers), query.root)
      const nodes = below(regions, regions.get(root)!, query.depth ?? regions.levels.length)
      response.json({
        levels: regions.levels,
        source: regions.source,
        outlines: regions.outlines,
        regions: nodes.map(({ code, name, level, kind, parent }, index) => ({ code, name, level, kind, parent: index === 0 ? null : parent })),
      } satisfies RegionsAnswer)
    })
    .get('/outlines', (request, response) => {
      const query = parseQuery(outlinesQuerySchema, request.query)
      const outlines = outlinesFor(regions, regionOf(regions, access.scopeOf(request.headers), query.region))
      if (outlines === null) throw new Refused(problem(404, 'no-outlines', '这个区域没有边界图', { field: 'region', hint: '可用 yiping regions import 导入边界' }))
      response.set('cache-control', 'private, max-age=3600').json(outlines)
    })
