import type { PanelMaker } from '../board.ts'

/** What departments delivered today; the silent ones first, then those that spoke last. */
export const feeds: PanelMaker<'feeds'> = async ({ reading, catalog, clock }, panel) => {
  const rows = (await reading.deliveries()).flatMap((delivery) => {
    const dataset = catalog.datasets.get(delivery.dataset)!
    if (panel.themes && !panel.themes.includes(dataset.theme)) return []
    const { lastArrival, stale } = delivery
    return [
      {
        dataset: dataset.id,
        title: dataset.title,
        owner: dataset.owner,
        lastArrival: lastArrival === null ? null : clock.zone.format(lastArrival),
        stale,
        rowsToday: delivery.rows,
        rejectedToday: delivery.rejected,
      },
    ]
  })
  const order = (row: (typeof rows)[number]): string => `${row.lastArrival === null ? 2 : row.stale ? 0 : 1}`
  rows.sort((a, b) => order(a).localeCompare(order(b)) || (b.lastArrival ?? '').localeCompare(a.lastArrival ?? ''))
  return { kind: 'feeds', rows, connected: rows.filter((row) => !row.stale).length }
}
