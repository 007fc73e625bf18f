import type { Grain } from '../../contract/index.ts'
import { shift, startOf } from '../../lib/index.ts'
import { grainOf, theIndicator, type PanelMaker } from '../board.ts'
import { readCourse } from '../figures.ts'

const SPAN: Record<string, Grain> = { h: 'hour', d: 'day', w: 'week', m: 'month', q: 'quarter', y: 'year' }

/** Start of the first bucket of a span such as `30d` that ends with the running bucket. */
const firstOf = (grain: Grain, span: string, last: number): number => {
  const size = Number(span.slice(0, -1))
  const unit = SPAN[span.at(-1)!]!
  return unit === grain ? shift(grain, last, 1 - size) : startOf(grain, shift(unit, startOf(unit, last), 1 - size))
}

/** The course of one indicator beside last year's and its target. */
export const trend: PanelMaker<'trend'> = async (board, panel) => {
  const indicator = theIndicator(board, panel.of)
  const grain = grainOf(indicator, panel)
  const { cells } = await readCourse(board, indicator, grain, (last) =>
    board.reading.cells({
      indicator: indicator.id,
      regions: [board.region.code],
      grain,
      first: firstOf(grain, panel.span, last),
      last,
      compare: ['yoy'],
    }),
  )
  const first = cells[0] ? board.clock.zone.toLocal(Date.parse(cells[0].bucket)) : 0
  const notes = board.notes({ indicator: indicator.id, region: board.region.code, grain, first })
  return {
    kind: 'trend',
    indicator: indicator.id,
    grain,
    buckets: cells.map((cell) => cell.bucket),
    values: cells.map((cell) => cell.value),
    bands: cells.map((cell) => cell.band),
    lastYear: cells.map((cell) => cell.compare?.yoy?.value ?? null),
    target: cells.map((cell) => cell.target),
    ...(panel.ahead === undefined ? {} : { ahead: panel.ahead }),
    ...(notes.length > 0 ? { notes } : {}),
  }
}
