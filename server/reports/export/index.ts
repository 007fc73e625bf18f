import type { TableFormat } from '../../contract/index.ts'
import { docx, pdf } from '../document/index.ts'
import { csv } from './csv.ts'
import type { Exporter } from './exporter.ts'
import { paper } from './paper.ts'
import { parquet } from './parquet.ts'
import { xlsx } from './xlsx/index.ts'

export {
  minute,
  named,
  watermarkOf,
  type Column,
  type Exporter,
  type Field,
  type Row,
  type Sheet,
  type Shown,
  type Stamp,
} from './exporter.ts'
export { SinkClosed } from './sink.ts'

/** Every format a table can be taken out in, by its name. */
export const EXPORTERS: Record<TableFormat, Exporter> = { csv, xlsx, parquet, docx: paper(docx), pdf: paper(pdf) }
export type { TableFormat }
