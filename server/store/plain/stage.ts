import { literal, name } from '../text.ts'
import type { Sql } from '../database.ts'
import { keyParts } from '../write/rivals.ts'
import { readPlain } from './column.ts'
import type { PlainBatch } from './batch.ts'

/** A batch with the version it becomes. */
export interface Numbered {
  batch: PlainBatch
  version: number
  file: string
}

/** The dataset's temporary table for deliveries read as they were sent. */
export const plainTable = (dataset: string): string => name(`plain.${dataset}`)

const structureOf = (header: readonly string[]): string =>
  JSON.stringify(Object.fromEntries(header.map((one) => [one, 'VARCHAR'])))

/**
 * Reads the files into the dataset's stage, each row with `_certain`: whether it is what reading it with care would
 * give.
 */
const fill = async (sql: Sql, parts: readonly Numbered[]): Promise<void> => {
  const { spec, columns, header, offset, time, region } = parts[0]!.batch
  const read = columns.map((column, index) => {
    const names = { sent: '_sent', text: `_text${index}`, value: name(column.name) }
    return { names, ...readPlain(column, names, offset) }
  })
  const each = (made: (one: (typeof read)[number]) => string, between = ', '): string => read.map(made).join(between)
  const files = parts.map(({ file }) => literal(file)).join(', ')
  const versions = parts.map(({ file, version }) => `(${literal(file)}, ${version})`).join(', ')
  await sql.query(`
create or replace temp table ${plainTable(spec.id)} as
with lines as (
  select filename as _file, json_keys(json) as _keys, from_json(json, ${literal(structureOf(header))}) as _sent
  from read_ndjson_objects([${files}], filename = true, maximum_object_size = 1048576)
), texts as (
  select _file, coalesce(_keys = [${header.map(literal).join(', ')}], false) as _alike, ${each(({ names, text }) => `${text} as ${names.text}`)} from lines
), rows as (
  select _file, _alike, ${each(({ names }) => names.text)}, ${each(({ names, value }) => `${value} as ${names.value}`)} from texts
)
select ${each(({ names }) => names.value)}, ${region === null ? 'null::VARCHAR' : name(region)} as _region, ${name(time)}::TIMESTAMP as _at,
       part.version::INTEGER as _version, null::INTEGER as _superseded, _alike and ${each(({ certain }) => certain, ' and ')} as _certain
from rows join (values ${versions}) part(file, version) on part.file = rows._file`)
}

/** Rows of each part, and how many of them are uncertain or break a rule. */
const judge = async (
  sql: Sql,
  parts: readonly Numbered[],
): Promise<Map<number, { rows: number; doubtful: number }>> => {
  const { spec, checks } = parts[0]!.batch
  const sound = ['_certain', ...checks.map((check) => `(${check.sql}) is distinct from false`)].join(' and ')
  const table = await sql.query(
    `select _version as version, count(*) as rows, count(*) filter (not (${sound})) as doubtful from ${plainTable(spec.id)} group by _version`,
  )
  return new Map(
    table
      .records()
      .map((row) => [row['version'] as number, { rows: row['rows'] as number, doubtful: row['doubtful'] as number }]),
  )
}

/** Versions of parts in which a key comes twice, within one or among them. */
const repeating = async (sql: Sql, { batch: { spec } }: Numbered): Promise<Set<number>> => {
  if (spec.key.length === 0) return new Set()
  const key = keyParts(spec, 's').join(', ')
  const table = await sql.query(
    `select unnest(list(distinct _version)) as version from ${plainTable(spec.id)} s group by ${key} having count(*) > 1`,
  )
  return new Set(table.column('version') as number[])
}

/** Stages the parts and keeps those that may be taken as they are; returns them with the number of their rows. */
export const stagePlain = async (sql: Sql, parts: readonly Numbered[]): Promise<{ part: Numbered; rows: number }[]> => {
  await fill(sql, parts)
  const verdicts = await judge(sql, parts)
  const twice = await repeating(sql, parts[0]!)
  const kept = parts.flatMap((part) => {
    const { rows, doubtful } = verdicts.get(part.version) ?? { rows: 0, doubtful: 0 }
    return rows > 0 && doubtful === 0 && !twice.has(part.version) ? [{ part, rows }] : []
  })
  if (kept.length < parts.length) {
    const versions = kept.map(({ part }) => part.version)
    await sql.query(
      `delete from ${plainTable(parts[0]!.batch.spec.id)} where ${versions.length === 0 ? 'true' : `_version not in (${versions.join(', ')})`}`,
    )
  }
  return kept
}
