import { categoriesOf } from '../../catalog/index.ts'
import type { SplitRow } from '../../contract/index.ts'
import { grainOf, PanelFailure, theIndicator, type PanelMaker } from '../board.ts'
import { preferredChange, shownBucket } from '../figures.ts'
import { shareOf } from '../share.ts'

type Row = Omit<SplitRow, 'rank' | 'share'>

/** Largest first, those not told last; equal ones by name, so that no reading reorders them. */
const largestFirst = (a: Row, b: Row): number =>
  (b.value ?? -Infinity) - (a.value ?? -Infinity) || (a.member < b.member ? -1 : 1)

/** One indicator of the region by the categories of a column, each against the same stretch before. */
export const split: PanelMaker<'split'> = async (board, panel) => {
  const indicator = theIndicator(board, panel.of)
  if (!categoriesOf(board.catalog, indicator).some(({ id }) => id === panel.by))
    throw new PanelFailure(`指标“${indicator.title}”不能按 ${panel.by} 分类`)
  const grain = grainOf(indicator, panel)
  const bucket = await shownBucket(board, indicator, grain)
  const { code } = board.region
  const found = await board.reading.split({
    indicator: indicator.id,
    regions: [code],
    grain,
    first: bucket,
    last: bucket,
    compare: ['yoy', 'pop'],
    by: [panel.by],
  })
  const rows = found.members
    .flatMap((parts): Row[] => {
      const { value, compare, suppressed } = found.at(code, bucket, parts)
      return value === null && !suppressed
        ? []
        : [
            {
              member: parts[0] ?? '',
              value: suppressed ? null : value,
              change: suppressed ? null : preferredChange(grain, compare),
            },
          ]
    })
    .sort(largestFirst)
  const share = shareOf(rows.flatMap(({ value }) => value ?? []))
  return {
    kind: 'split',
    indicator: indicator.id,
    grain,
    bucket: board.clock.zone.format(bucket),
    rows: rows.slice(0, panel.top).map((row) => ({
      ...row,
      rank: 1 + rows.findIndex(({ value }) => value === row.value),
      share: row.value === null ? 0 : share(row.value),
    })),
  }
}
