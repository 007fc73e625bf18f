import type { Sql } from '../database.ts'
import type { Script } from '../write/script.ts'
import { factTable, name } from '../text.ts'
import { SYSTEM_COLUMNS } from '../table.ts'
import type { Touch } from '../write/batch.ts'
import type { KeyFilter } from '../write/key-filter.ts'
import { countKnown, keyParts } from '../write/rivals.ts'
import { plainTable, stagePlain, type Numbered } from './stage.ts'

interface WrittenPlain {
  /** Parts that were taken, with the number of their rows; the others have to be read row by row. */
  taken: { part: Numbered; rows: number }[]
  touched: Touch[]
}

/** Versions of staged parts that bring a key which is stored already. */
const knownVersions = async (sql: Sql, { batch: { spec } }: Numbered): Promise<number[]> => {
  const on = keyParts(spec, 'f').map((part, index) => `${part} = ${keyParts(spec, 's')[index]}`)
  const table = await sql.query(
    `select distinct s._version as version from ${factTable(spec.id)} f join ${plainTable(spec.id)} s on ${on.join(' and ')} where f._superseded is null`,
  )
  return table.column('version') as number[]
}

/**
 * Takes out the parts of which a key is stored already: what it replaces, or that it is refused, has to be said row by
 * row.
 */
const withoutKnown = async (
  script: Script,
  taken: WrittenPlain['taken'],
  seen: () => Promise<KeyFilter>,
): Promise<WrittenPlain['taken']> => {
  const first = taken[0]?.part
  if (first === undefined || first.batch.spec.key.length === 0) return taken
  const { spec } = first.batch
  if ((await countKnown(script, { spec, table: plainTable(spec.id) }, await seen())) === 0) return taken
  const known = new Set(await knownVersions(script, first))
  if (known.size > 0)
    await script.query(`delete from ${plainTable(spec.id)} where _version in (${[...known].join(', ')})`)
  return taken.filter(({ part }) => !known.has(part.version))
}

const touchedBy = async (sql: Sql, table: string): Promise<Touch[]> => {
  const touched = await sql.query(
    `select _region as region, epoch_ms(date_trunc('hour', _at))::DOUBLE as at, epoch_ms(min(_at))::DOUBLE as first from ${table} group by all`,
  )
  const [at, first] = [touched.column('at') as number[], touched.column('first') as number[]]
  return (touched.column('region') as (string | null)[]).map((region, row) => ({
    region,
    at: at[row]!,
    first: first[row]!,
  }))
}

/**
 * Writes parts of one shape inside the caller's transaction, as far as there is nothing to be said about any row of
 * theirs.
 */
export const writePlain = async (
  script: Script,
  parts: readonly Numbered[],
  seen: () => Promise<KeyFilter>,
): Promise<WrittenPlain> => {
  const taken = await withoutKnown(script, await stagePlain(script, parts), seen)
  if (taken.length === 0) return { taken, touched: [] }
  const { spec } = parts[0]!.batch
  const columns = [...spec.columns, ...SYSTEM_COLUMNS].map((column) => name(column.name)).join(', ')
  script.soon(`insert into ${factTable(spec.id)} (${columns}) select ${columns} from ${plainTable(spec.id)}`)
  return { taken, touched: await touchedBy(script, plainTable(spec.id)) }
}
