/** Functions that give a value for every input of their types: no overflow, no domain error. */
const TOTAL = [
  // text
  '||', '~~', '!~~', '~~*', '!~~*', 'like_escape', 'not_like_escape', 'ilike_escape', 'not_ilike_escape',
  'lower', 'upper', 'lcase', 'ucase', 'length', 'len', 'strlen', 'trim', 'ltrim', 'rtrim', 'contains', 'starts_with', 'ends_with',
  'prefix', 'suffix', 'position', 'strpos', 'instr', 'left', 'right', 'reverse', 'concat', 'split_part',
  // time
  'year', 'quarter', 'month', 'week', 'weekofyear', 'isoyear', 'day', 'dayofmonth', 'dayofweek', 'weekday', 'isodow', 'dayofyear',
  'hour', 'minute', 'second', 'last_day',
  // numbers
  '/', 'least', 'greatest', 'nullif', 'sign', 'floor', 'ceil', 'ceiling',
] as const

/** Functions that DuckDB refuses some values of: they are evaluated inside TRY, so that one odd row gives no value instead of stopping all. */
const PARTIAL = [
  '+', '-', '*', '//', '%', '**', '^', 'mod', 'divide', 'add', 'subtract', 'multiply',
  'abs', '@', 'round', 'round_even', 'trunc', 'ln', 'log', 'log2', 'log10', 'exp', 'sqrt', 'cbrt', 'power', 'pow',
  'substr', 'substring', 'replace', 'regexp_matches', 'regexp_full_match', 'regexp_extract', 'regexp_replace',
  'date_diff', 'datediff', 'date_sub', 'datesub', 'date_part', 'datepart', 'date_trunc', 'datetrunc', 'date_add', 'time_bucket',
  'epoch', 'epoch_ms', 'make_date', 'strftime',
  'to_seconds', 'to_minutes', 'to_hours', 'to_days', 'to_weeks', 'to_months', 'to_quarters', 'to_years',
] as const

const total: ReadonlySet<string> = new Set(TOTAL)
const partial: ReadonlySet<string> = new Set(PARTIAL)

export const isTotalFunction = (name: string): boolean => total.has(name)
export const isAllowedFunction = (name: string): boolean => total.has(name) || partial.has(name)

/** Names an author may have meant; operators left out. */
export const FUNCTION_NAMES: readonly string[] = [...TOTAL, ...PARTIAL, 'now', 'bucket_end', 'coalesce', 'ifnull', 'if'].filter((name) => /^[a-z]/.test(name))

/** Aggregates, which authors reach for and which the kind of value already says. */
export const AGGREGATES: ReadonlySet<string> = new Set([
  'count', 'count_star', 'count_if', 'sum', 'avg', 'mean', 'min', 'max', 'median', 'mode', 'first', 'last', 'any_value', 'quantile', 'quantile_cont',
  'stddev', 'variance', 'list', 'array_agg', 'string_agg', 'arg_max', 'arg_min', 'bool_and', 'bool_or', 'approx_count_distinct',
])
