import type { Catalog, Panel } from '../catalog/index.ts'
import type { Board } from './board.ts'
import { indicatorsIn } from './shown.ts'

/** What a panel is made of. */
export interface Needs {
  /** Delivered datasets: rows of others cannot change it. */
  datasets: ReadonlySet<string>
  /** Whether it shows what changes without new rows: open alerts, lines that were sent back. */
  more: boolean
}

const OF_MORE: ReadonlySet<Panel['panel']> = new Set(['alerts', 'ticker', 'decisions', 'feeds'])

const deliveredOf = (catalog: Catalog, ids: Iterable<string>): Set<string> =>
  new Set(
    [...ids].map((id) => {
      const dataset = catalog.datasets.get(id)
      return dataset?.type === 'derived' ? dataset.from : id
    }),
  )

const datasetsIn = ({ catalog, mayKnow }: Pick<Board, 'catalog' | 'mayKnow'>, panel: Panel): string[] => {
  const known = (dataset: string): boolean => mayKnow(catalog.datasets.get(dataset)?.theme ?? '')
  if (panel.panel === 'feeds') return [...catalog.datasets.keys()].filter(known)
  // What is done to a case is a fact too, once it is published: that is when its line is read again.
  if (panel.panel === 'tasks')
    return [...catalog.datasets.values()].flatMap((one) =>
      one.type === 'delivered' && one.fedBy === 'cases' ? [one.id] : [],
    )
  const indicators = indicatorsIn(panel)
    .flatMap((id) => catalog.indicators.get(id) ?? [])
    .filter(({ theme }) => mayKnow(theme))
  const heat = panel.panel === 'map' ? panel.layers.map((layer) => layer.dataset).filter(known) : []
  return [...indicators.flatMap((one) => one.datasets), ...heat]
}

/** What a panel is made of for this reader. */
export const needsOf = (board: Pick<Board, 'catalog' | 'mayKnow'>, panel: Panel): Needs => ({
  datasets: deliveredOf(board.catalog, datasetsIn(board, panel)),
  more: OF_MORE.has(panel.panel),
})
