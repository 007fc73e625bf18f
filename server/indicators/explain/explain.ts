import type { Indicator } from '../../catalog/index.ts'
import type { Explanation, Grain, RegionCode, Scope } from '../../contract/index.ts'
import type { RegionNode } from '../../regions/index.ts'
import type { Ask } from '../ask.ts'
import { gridKey } from '../ask.ts'
import { measure, scoreOn } from '../engine.ts'
import { leavesOf } from '../leaves.ts'
import { admit, mayRead, refFor, unknownIndicator, type CellsQuery } from '../query.ts'
import { readCells, type ReadContext } from '../read/read-cells.ts'
import { veilCells } from '../small/veil-cells.ts'
import { veilExplained } from '../small/veil-explained.ts'
import { sourcesOf } from './sources.ts'
import { cellSql } from './sql.ts'

/** The cell to explain; `bucket` is its start, local ms. */
export interface ExplainQuery {
  indicator: string
  region: RegionCode
  grain: Grain
  bucket: number
  /** The only indicators this reader comes upon, whatever else lies in their scope; absent = all. */
  among?: ReadonlySet<string> | undefined
}

/**
 * The parts of a number, as far as the reader may see them by themselves: one of another theme is told in the
 * definition and nowhere else.
 */
const partsOf = async (
  context: ReadContext,
  indicator: Indicator,
  scope: Scope,
  query: { regions: RegionCode[]; grain: Grain; first: number; last: number },
): Promise<Explanation['parts']> => {
  const { value } = indicator
  const named =
    value.kind === 'formula'
      ? Object.values(value.parts).map((id) => ({ id, weight: null, line: null }))
      : value.kind === 'index'
        ? value.parts.map((part) => ({ id: part.indicator, weight: part.weight, line: part.line }))
        : []
  const parts: Explanation['parts'] = []
  for (const { id, weight, line } of named) {
    const part = context.catalog.indicators.get(id)!
    if (!mayRead(context.regions, scope, query.regions[0]!, part.theme)) continue
    const asked = { ...query, indicator: id }
    const [cell] = await veilCells(context, scope, part, { query: asked, cells: await readCells(context, part, asked) })
    parts.push({
      indicator: id,
      title: part.title,
      cell: cell!,
      weight,
      score: line && cell!.value !== null ? scoreOn(line, cell!.value) : null,
    })
  }
  return parts
}

/** Whether something in it is the doing of this program, or became cases. */
const opensToCauses = ({ catalog }: ReadContext, indicator: Indicator): boolean =>
  leavesOf(catalog, indicator).some(({ from }) => {
    const dataset = catalog.datasets.get(from!)
    return dataset?.type === 'delivered' && (dataset.fedBy !== null || dataset.opens !== null)
  })

/** Which children had rows. Statistical zones count too: their data is part of the number. */
const childrenOf = async (
  context: ReadContext,
  indicator: Indicator,
  { region, ask, scope }: { region: RegionCode; ask: Ask; scope: Scope },
): Promise<Explanation['children']> => {
  const children = context.regions.children(region)
  const grid =
    children.length > 0
      ? await measure(context, indicator, { ...ask, regions: children.map((child) => child.code) })
      : new Map()
  const reported = (node: RegionNode): boolean => grid.has(gridKey(node.code, ask.first))
  const refOf = (node: RegionNode) => refFor(context.regions, scope, node)
  return {
    reported: children.filter(reported).map(refOf),
    silent: children.filter((node) => !reported(node) && node.kind === 'place').map(refOf),
  }
}

/** Where a number comes from. Throws `Refused` for what the reader may not see. */
export const explain = async (
  context: ReadContext,
  query: ExplainQuery,
  scope: Scope,
  stamp: { version: number; asOf: string },
): Promise<Explanation> => {
  const { region, grain, bucket } = query
  if (query.among && !query.among.has(query.indicator)) throw unknownIndicator(query.indicator)
  const one = { regions: [region], grain, first: bucket, last: bucket }
  const indicator = admit(context.catalog, context.regions, scope, { ...one, indicator: query.indicator })
  const ask: Ask = { ...one, cut: null, asOf: null, tree: 'bucket', now: context.now }
  const asked: CellsQuery = { ...one, indicator: indicator.id, compare: ['yoy', 'pop'] }
  const [cell] = await veilCells(context, scope, indicator, {
    query: asked,
    cells: await readCells(context, indicator, asked),
  })
  const { id, title, meaning, basis, unit, decimals, better, origin } = indicator
  return veilExplained(context, scope, indicator, {
    region,
    answer: {
      indicator: { id, title, meaning, basis, unit, decimals, better },
      definition: origin,
      region: refFor(context.regions, scope, context.regions.get(region)!),
      grain,
      cell: cell!,
      ...stamp,
      sql: cellSql(context, indicator, ask, (theme) => mayRead(context.regions, scope, region, theme)),
      parts: await partsOf(context, indicator, scope, one),
      opensToCauses: opensToCauses(context, indicator),
      sources: await sourcesOf(context, indicator, { region, ask, scope }),
      children: await childrenOf(context, indicator, { region, ask, scope }),
    },
  })
}
