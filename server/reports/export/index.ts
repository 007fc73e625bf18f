import { csv } from './csv.ts'
import type { Exporter } from './exporter.ts'
import { parquet } from './parquet.ts'
import { xlsx } from './xlsx/index.ts'

export { watermarkOf, type Column, type Exporter, type Field, type FileWriter, type Row, type Sheet, type Shown, type Stamp } from './exporter.ts'
export { SinkClosed } from './sink.ts'

/** Every format a table can be taken out in, by its name. */
export const EXPORTERS = { csv, xlsx, parquet } satisfies Record<string, Exporter>
export type TableFormat = keyof typeof EXPORTERS
