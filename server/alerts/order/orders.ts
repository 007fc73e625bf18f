import type { Catalog } from '../../catalog/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Episode } from '../types.ts'
import { orderOf, type CaseOrder } from './order.ts'

type Opener = (order: CaseOrder) => Promise<string>

interface OrdersDeps {
  catalog: () => Catalog
  regions: Regions
  opened: (alert: string, number: string) => Promise<void>
  failed: (error: unknown) => void
}

/** Has cases opened for alerts that ask for one and have none: once each, and again after it failed. */
export const createOrders = ({ catalog, regions, opened, failed }: OrdersDeps) => {
  const openers: Opener[] = []
  const asked = new Set<string>()

  const ask = (episode: Episode): void => {
    if (asked.has(episode.id)) return
    asked.add(episode.id)
    const order = orderOf(episode, catalog(), regions)
    if (!order) return
    for (const open of openers) {
      open(order).then(
        (number) => opened(order.alert, number),
        (error: unknown) => {
          // The next change of the alert asks again.
          asked.delete(episode.id)
          failed(error)
        },
      )
    }
  }

  return {
    onOrder: (open: Opener): void => void openers.push(open),
    /** Those among them that wait for a case. */
    askFor: (episodes: Iterable<Episode>): void => {
      for (const episode of episodes) if (episode.ordered && episode.case === null) ask(episode)
    },
  }
}
