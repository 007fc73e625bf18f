import type { PivotHead } from '../../contract/index.ts'
import { ALL } from '../../indicators/index.ts'
import { parseLocal } from '../../lib/index.ts'
import { cellsOf, loadPage } from './page.ts'
import { orderOf } from './things.ts'
import type { Page, Work } from './work.ts'

/** All rows in the order of one column; only that column is read for all of them. The whole of things stays first. */
export const sorted = async (work: Work, { rows, columns }: Page): Promise<readonly PivotHead[]> => {
  const { request, things } = work
  const sort = orderOf(things, request, columns, work.newest)
  const column = sort && columns.find(({ key }) => key === sort.column)
  if (!sort || !column) return rows
  const { measure, descending } = sort
  const only: Work = {
    ...work,
    request: { ...request, measures: [measure] },
    plan: {
      ...work.plan,
      buckets: request.columns === 'time' ? [parseLocal(work.reader.clock.zone, column.key)!] : work.plan.buckets,
    },
  }
  const page = { rows, columns: [column] }
  const cells = cellsOf(only, page, await loadPage(only, page))
  const order = rows.map((head, index) => ({ head, value: cells[index]![0]!.values[0] ?? null }))
  return order
    .sort((a, b) =>
      things && (a.head.key === ALL || b.head.key === ALL)
        ? Number(b.head.key === ALL) - Number(a.head.key === ALL)
        : a.value === null || b.value === null
          ? Number(a.value === null) - Number(b.value === null)
          : descending
            ? b.value - a.value
            : a.value - b.value,
    )
    .map(({ head }) => head)
}
