import { sqlType, type DeliveredDataset } from '../catalog/index.ts'
import type { TableSpec } from '../store/index.ts'

/** How a dataset's rows are kept by the store. */
export const tableSpec = ({ id, kind, key, period, updated, columns }: DeliveredDataset): TableSpec => ({
  id,
  kind,
  key,
  period,
  updated,
  columns: Object.entries(columns).map(([name, column]) => ({ name, type: sqlType(column.type) })),
})
