import type { ColumnType } from '../schema/index.ts'

export type SqlType =
  | 'VARCHAR'
  | 'BIGINT'
  | 'DOUBLE'
  | 'BOOLEAN'
  | 'TIMESTAMP'
  | 'DATE'
  | 'STRUCT(lon DOUBLE, lat DOUBLE)'

const TYPES: Record<ColumnType, SqlType> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  time: 'TIMESTAMP',
  date: 'DATE',
  region: 'VARCHAR',
  point: 'STRUCT(lon DOUBLE, lat DOUBLE)',
}

/** DuckDB type a declared column is kept as; times are naive, in the city's zone. */
export const sqlType = (type: ColumnType): SqlType => TYPES[type]

const NUMERIC = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\))$/

/** True for every DuckDB type that sums and averages are defined on. */
export const isNumeric = (type: string): boolean => NUMERIC.test(type)

const WORDS: [RegExp, string][] = [
  [/^(VARCHAR|STRING_LITERAL)$/, '文本'],
  [/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|INTEGER_LITERAL)$/, '整数'],
  [/^(FLOAT|DOUBLE|DECIMAL.*)$/, '数值'],
  [/^BOOLEAN$/, '真假'],
  [/^TIMESTAMP/, '时间'],
  [/^DATE$/, '日期'],
  [/^INTERVAL$/, '时长'],
  [/^STRUCT/, '点位'],
  [/NULL/, '空值'],
]

/** The type in words an analyst knows; DuckDB's name where there is none. */
export const typeWord = (type: string): string => WORDS.find(([pattern]) => pattern.test(type))?.[1] ?? type
