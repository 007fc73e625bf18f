import type { TableBlock } from './model.ts'
import { lettersAcross, roomOf } from './short-table.ts'

/** Text of a heading is larger in Word than the room of a column is reckoned by. */
const WIDER = 40 / 36

/** A column's name in the lines it stands in: where it is too wide for one, its unit goes to the next as a whole. */
export const headLines = (columns: TableBlock['columns'], at: number): string[] => {
  const { name } = columns[at]!
  const unit = name.lastIndexOf('（')
  const fits = (text: string): boolean => lettersAcross(text) * WIDER <= roomOf(columns, at)
  const lines = [name.slice(0, unit), name.slice(unit)]
  return unit > 0 && !fits(name) && lines.every(fits) ? lines : [name]
}
