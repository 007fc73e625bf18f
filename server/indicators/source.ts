import type { Dataset, DerivedColumn, DerivedDataset, Expression } from '../catalog/index.ts'
import type { Grain } from '../contract/index.ts'
import { bucketSql } from '../lib/index.ts'
import { factTable, moment, name } from '../store/index.ts'

/** Which rows of a dataset a query sees. */
interface Rows {
  /** Only facts with `_at` in [from, until). */
  from: number | null
  until: number | null
  asOf: number | null
}

/** Which facts count, as a condition. */
export const conditions = ({ from, until, asOf }: Rows): string =>
  [
    asOf === null ? '_superseded is null' : `_version <= ${asOf} and (_superseded is null or _superseded > ${asOf})`,
    from === null ? null : `_at >= ${moment(from)}`,
    until === null ? null : `_at < ${moment(until)}`,
  ]
    .filter(Boolean)
    .join(' and ')

const DAY = 86_400_000

/** Hour-of-day → value, so that a missing hour is a missing key and not a shifted neighbour. */
const running = ({ of, hours, needs, windows }: Extract<DerivedColumn, { kind: 'max_running' }>): string => {
  const byHour = `map_from_entries(list((hour(_at), (${of.sql})::DOUBLE)) filter ((${of.sql}) is not null))`
  const valuesAt = (end: string) =>
    `list_filter(list_transform(range(${end} - ${hours - 1}, ${end} + 1), h -> ${byHour}[h]), v -> v is not null)`
  const means = `list_filter(list_transform(range(${hours - 1}, 24), e -> case when len(${valuesAt('e')}) >= ${needs} then list_avg(${valuesAt('e')}) end), m -> m is not null)`
  return `case when len(${means}) >= ${windows} then list_max(${means}) end`
}

/** Straight lines between the points; beyond the ends the end values hold. */
const line = (x: string, points: readonly (readonly [number, number])[]): string => {
  const first = points[0]!
  const last = points.at(-1)!
  const pieces = points.slice(1).map(([right, top], index) => {
    const [left, bottom] = points[index]!
    return `when ${x} <= ${right} then ${bottom} + (${x} - ${left}) * ${top - bottom}::DOUBLE / ${right - left}`
  })
  return `case when ${x} is null then null when ${x} <= ${first[0]} then ${first[1]} ${pieces.join(' ')} else ${last[1]} end`
}

const aggregate = (value: DerivedColumn): string | null => {
  switch (value.kind) {
    case 'average':
      return `case when count(${value.of.sql}) >= ${value.needs} then avg(${value.of.sql}) end`
    case 'sum':
      return `case when count(${value.of.sql}) >= ${value.needs} then sum(${value.of.sql}) end`
    case 'min':
      return `case when count(${value.of.sql}) >= ${value.needs} then min(${value.of.sql}) end`
    case 'max':
      return `case when count(${value.of.sql}) >= ${value.needs} then max(${value.of.sql}) end`
    case 'count':
      return `count(*) filter (${value.of.sql})`
    case 'max_running':
      return running(value)
    case 'line':
    case 'expression':
      return null
  }
}

const computed = (value: DerivedColumn): string =>
  value.kind === 'line' ? line(`(${value.of.sql})`, value.points) : value.kind === 'expression' ? value.of.sql : 'null'

/** One row per thing and bucket; columns that use earlier ones are laid over them one by one. */
const derivedRows = (dataset: DerivedDataset, rows: Rows): string => {
  const bucket = bucketSql(dataset.every, '_at')
  const aggregates = dataset.columns.flatMap((column) => {
    const sql = aggregate(column.value)
    return sql === null ? [] : [`${sql} as ${name(column.name)}`]
  })
  const per = dataset.per.map(name).join(', ')
  const whole: Rows = {
    ...rows,
    from: rows.from === null ? null : Math.floor(rows.from / DAY) * DAY,
    until: rows.until === null ? null : Math.ceil(rows.until / DAY) * DAY,
  }
  const grouped = `select ${per}, ${bucket} as _start, arg_max(_region, _at) as _region, ${aggregates.join(', ')}
    from ${factTable(dataset.from)} where ${conditions(whole)} group by ${per}, ${bucket}`
  const layered = dataset.columns
    .filter((column) => aggregate(column.value) === null)
    .reduce((inner, column) => `select *, ${computed(column.value)} as ${name(column.name)} from (${inner})`, grouped)
  return `select *, _start as _at, _start as ${name(dataset.time)} from (${layered})`
}

/** SQL of a dataset's rows, one relation with `_region`, `_at` and the declared columns. */
export const rowsOf = (dataset: Dataset, rows: Rows): string =>
  dataset.type === 'derived'
    ? derivedRows(dataset, rows)
    : `select * from ${factTable(dataset.id)} where ${conditions(rows)}`

/** Adds what `now()` and `bucket_end()` stand for: a bucket that is still running ends now. */
export const withClock = (
  relation: string,
  expressions: readonly (Expression | null)[],
  grain: Grain,
  now: number,
): string => {
  const needed = expressions.some((one) => one?.usesNow || one?.usesBucketEnd)
  if (!needed) return relation
  const start = bucketSql(grain, '_at')
  const end = grain === 'dekad' ? bucketSql('dekad', `${start} + interval 11 days`) : `${start} + interval 1 ${grain}`
  return `select *, ${moment(now)} as _now, least(${end}, ${moment(now)}) as _bucket_end from (${relation})`
}
