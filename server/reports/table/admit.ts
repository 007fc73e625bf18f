import { createHash } from 'node:crypto'
import type { Catalog } from '../../catalog/index.ts'
import type { Scope } from '../../contract/index.ts'
import type { CellsQuery, Indicators } from '../../indicators/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Pin } from './pages.ts'

export interface TableDeps {
  indicators: Indicators
  catalog: () => Catalog
  regions: Regions
  clock: Clock
  /** How the server keeps small counts: pages read under another rule are not mixed with those of now. */
  smallCount?: number | undefined
}

/**
 * When it was first asked for, and the state of the data then: a file that was broken off says and holds what it would
 * have.
 */
interface Begun {
  made: string
  pin: Pin
}

/** What pages of one file have in common: the same cells, by the same definitions, for the same eyes. */
export const sameAs = ({ catalog, smallCount }: TableDeps, queries: readonly CellsQuery[], scope: Scope): string =>
  createHash('sha256')
    .update(JSON.stringify([queries, scope, catalog().revision, smallCount ?? null]))
    .digest('hex')

/**
 * Reads the first cell of each indicator: refuses what may not be read before a byte is sent, and fixes version and
 * moment for the rest.
 */
export const admitAll = async (
  { indicators, clock }: TableDeps,
  queries: readonly CellsQuery[],
  scope: Scope,
): Promise<Begun> => {
  const made = clock.zone.format(clock.local())
  const at = Math.floor(clock.local() / 60_000) * 60_000 + 59_999
  let begun: Begun | null = null
  for (const query of queries) {
    const { version, asOf } = await indicators.read(
      { ...query, regions: query.regions.slice(0, 1), last: query.first, compare: [] },
      scope,
    )
    begun ??= { made, pin: { version, asOf, at } }
  }
  return begun!
}
