import { createHash } from 'node:crypto'
import type { LRUCache } from 'lru-cache'
import type { Indicator } from '../../catalog/index.ts'
import type { Cell } from '../../contract/index.ts'
import { endOf, startOf } from '../../lib/index.ts'
import type { Ask, Grid } from '../ask.ts'
import { measure } from '../engine.ts'
import { comparedBucket } from '../judge/change.ts'
import { leavesOf } from '../leaves.ts'
import { isStored } from '../parts.ts'
import type { CellsQuery } from '../query.ts'
import { fedBy } from '../stored/plan.ts'
import { silenceOf, type ReadContext } from './read-cells.ts'

/** What an answer was true for: the version it was read from, and all else it depends on. */
interface Truth {
  version: number
  stamp: string
}

/** A measured stretch. */
export interface KeptGrid extends Truth {
  grid: Grid
}
export type GridCache = LRUCache<string, KeptGrid>

/** Cells of one query and bucket, in the order of its regions: a newer answer takes the place of the older. */
export interface Kept extends Truth {
  cells: Cell[]
}
export type CellCache = LRUCache<string, Kept>

/** Where an answer is kept, and what it depends on now: `touched` is the newest change of its rows. */
interface Place {
  name: string
  stamp: string
  touched: number
}

interface Span {
  from: number
  until: number
}

/**
 * Whether a kept answer is what this snapshot would give: it is of the same version, or nothing changed between the
 * two.
 */
export const holds = (kept: Truth | undefined, { stamp, touched }: Place, version: number): boolean =>
  kept?.stamp === stamp && (kept.version === version || touched <= Math.min(kept.version, version))

/**
 * Newest version that changed what is open before `until`: where things open at their own time, rows of later times
 * have no part in it.
 */
const openVersion = ({ catalog, presence }: ReadContext, leaf: Indicator, dataset: string, until: number): number => {
  const opensAtItsTime =
    leaf.value.kind === 'active' && leaf.value.from.text.trim() === catalog.datasets.get(leaf.from!)!.time
  return opensAtItsTime ? presence.versionWithin(dataset, -Infinity, until) : presence.versionOf(dataset)
}

/**
 * Newest version that changed rows an indicator takes from these spans of time; what is open may have begun at any
 * time.
 */
const touchedVersion = (context: ReadContext, indicator: Indicator, spans: readonly Span[]): number =>
  leavesOf(context.catalog, indicator).reduce((newest, leaf) => {
    const dataset = fedBy(context.catalog.datasets.get(leaf.from!)!)
    const versions =
      leaf.value.kind === 'active'
        ? [openVersion(context, leaf, dataset, Math.max(...spans.map(({ until }) => until)))]
        : spans.map(({ from, until }) => context.presence.versionWithin(dataset, from, until))
    return Math.max(newest, ...versions)
  }, 0)

/** Whether what was measured moves with the clock. */
const movesWithClock = (context: ReadContext, indicator: Indicator, ask: Ask): boolean =>
  ask.cut !== null
  || ask.tree === 'now'
  || endOf(ask.grain, ask.last) > context.now
  || leavesOf(context.catalog, indicator).some((leaf) => !isStored(leaf))

/**
 * Measures a stretch of the past that others are compared with, once for each change of its own rows: a new
 * row of today does not cost the reading of last year again.
 */
export const measureOnce = async (context: ReadContext, indicator: Indicator, ask: Ask): Promise<Grid> => {
  // A member may come from a registry, which changes at its own time.
  if (ask.by?.length) return measure(context, indicator, ask)
  const { now: _, ...rest } = ask
  const name = createHash('sha1')
    .update(JSON.stringify([indicator.id, rest]))
    .digest('base64')
  const touched = touchedVersion(context, indicator, [{ from: ask.first, until: endOf(ask.grain, ask.last) }])
  const stamp = `${context.catalog.revision} ${movesWithClock(context, indicator, ask) ? context.now : ''}`
  const known = context.grids.get(name)
  if (known && holds(known, { name, stamp, touched }, context.version)) return known.grid
  const grid = await measure(context, indicator, ask)
  context.grids.set(name, { version: context.version, stamp, grid })
  return grid
}

/** Whether the number of a running bucket moves with the clock, without any row. */
const isClocked = ({ catalog }: ReadContext, indicator: Indicator, query: CellsQuery): boolean =>
  (query.compare?.length ?? 0) > 0
  || leavesOf(catalog, indicator).some((leaf) => !isStored(leaf) && leaf.value.kind !== 'latest')

/**
 * Places the answer for a bucket, with all it depends on: definitions, newest change of its rows and of those it
 * is compared with; for a bucket not yet over also who is silent and the minute, where that matters.
 */
export const placesFor = (
  context: ReadContext,
  indicator: Indicator,
  query: CellsQuery,
): ((bucket: number) => Place) => {
  const { grain, compare = [] } = query
  const { first: _, last: __, ...rest } = query
  const base = createHash('sha1').update(JSON.stringify(rest)).digest('base64')
  const running = startOf(grain, context.now)
  const isSilent = silenceOf(context, indicator)
  const silent = query.regions.map((region) => (isSilent(region) ? '1' : '0')).join('')
  const clocked = isClocked(context, indicator, query)
  return (bucket) => {
    const spans = [bucket, ...compare.map((basis) => comparedBucket(basis, grain, bucket))].map((start) => ({
      from: start,
      until: endOf(grain, start),
    }))
    const touched = touchedVersion(context, indicator, spans)
    const moment = bucket < running ? '' : `${silent} ${clocked ? context.now : running}`
    return { name: `${base} ${bucket}`, stamp: `${context.catalog.revision} ${moment}`, touched }
  }
}
