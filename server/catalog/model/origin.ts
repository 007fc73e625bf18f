/** Where a definition stands, for errors and for the 口径卡. `file` is relative to the metrics folder. */
export interface Origin {
  file: string
  line: number
  yaml: string
}

/**
 * A checked scalar expression. `sql` is DuckDB's own rendering of `text`, columns quoted, every function
 * on the allow-list, with `now()` turned into the column `_now` and `bucket_end()` into `_bucket_end`,
 * which the query that embeds it must offer when `usesNow` / `usesBucketEnd` say so.
 */
export interface Expression {
  text: string
  sql: string
  columns: string[]
  usesNow: boolean
  usesBucketEnd: boolean
}
