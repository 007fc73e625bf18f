import type { Catalog } from '../../catalog/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Sql } from '../../store/index.ts'
import type { Entry } from '../types.ts'

/** How many units each case was given to, passed on to or shared with. A person within a unit is no further unit. */
export const unitsOf = async (
  sql: Sql,
  cases: readonly string[],
  { catalog, regions }: { catalog: () => Catalog; regions: Regions },
): Promise<Map<string, number>> => {
  const given = await sql.query(
    `select record from case_entry where action in ('dispatch', 'handover', 'cohandle') and case_id in (select unnest($1::VARCHAR[]))`,
    [cases],
  )
  const units = new Map<string, Set<string>>()
  for (const text of given.column('record')) {
    const { case: id, to } = JSON.parse(text as string) as Entry
    if (to === null || (!catalog().units.has(to.id) && regions.get(to.id) === null)) continue
    units.set(id, (units.get(id) ?? new Set()).add(to.id))
  }
  return new Map([...units].map(([id, { size }]) => [id, size]))
}
