import type { TableBlock } from './model.ts'
import { lettersAcross, roomOf } from './short-table.ts'

/** A column's name in the lines it stands in: where it is too wide for one, its unit goes to the next as a whole. */
export const headLines = (columns: TableBlock['columns'], at: number): string[] => {
  const { name } = columns[at]!
  const unit = name.lastIndexOf('（')
  return unit > 0 && lettersAcross(name) > roomOf(columns, at) ? [name.slice(0, unit), name.slice(unit)] : [name]
}
