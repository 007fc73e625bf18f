import type { Regions } from '../regions/index.ts'
import type { Sql } from '../store/index.ts'
import { moment } from '../store/index.ts'
import type { Ask } from './ask.ts'

const day = (text: string | null): string => text ?? ''

/** Puts the place tree where queries can join it. */
export const storeTree = async (sql: Sql, regions: Regions): Promise<void> => {
  const rows = regions.closure()
  await sql.query('delete from tree')
  const kinds = rows.map((row) => (row.via !== null && regions.get(row.via)?.kind !== 'zone' ? 'y' : ''))
  await sql.query(
    `insert into tree select a, nullif(v, ''), c = 'y', d, nullif(f, '')::TIMESTAMP, nullif(t, '')::TIMESTAMP
     from (select unnest($1::VARCHAR[]) a, unnest($2::VARCHAR[]) v, unnest($3::VARCHAR[]) c, unnest($4::VARCHAR[]) d, unnest($5::VARCHAR[]) f, unnest($6::VARCHAR[]) t)`,
    [
      rows.map((row) => row.ancestor),
      rows.map((row) => row.via ?? ''),
      kinds,
      rows.map((row) => row.descendant),
      rows.map((row) => day(row.from)),
      rows.map((row) => day(row.to)),
    ],
  )
}

/** True when some node has a date: only then do queries have to look at them. */
export const hasDates = (regions: Regions): boolean =>
  regions.closure().some((row) => row.from !== null || row.to !== null)

/**
 * The pairs (ancestor, descendant) that hold for a bucket: those of the tree valid at its last moment,
 * so that a bucket is never split between two towns. `end` is SQL for the bucket's end.
 */
export const validAt = (dated: boolean, ask: Pick<Ask, 'tree' | 'now'>, end: string): string => {
  if (!dated) return ''
  const at = ask.tree === 'now' ? moment(ask.now + 1) : end
  return `and (_from is null or _from < ${at}) and (_to is null or _to >= ${at})`
}
