/** A DuckDB identifier, quoted. */
export const name = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** A text literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A TIMESTAMP literal of a local moment. */
export const moment = (localMs: number): string => `make_timestamp(${Math.round(localMs * 1000)}::BIGINT)`

/** The table of a dataset's rows, of every version. */
export const factTable = (dataset: string): string => `fact.${name(dataset)}`

/** The table of a dataset's stored parts, by region and bucket. */
export const cellTable = (dataset: string): string => `cell.${name(dataset)}`
