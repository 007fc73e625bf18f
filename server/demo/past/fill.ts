import type { Cases } from '../../cases/index.ts'
import type { Catalog } from '../../catalog/index.ts'
import { createWorkCalendar, roundTheClock, type Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import { createDraw } from '../draw.ts'
import { everyday } from './everyday.ts'
import { inHand } from './in-hand.ts'
import { inOfficeHours } from './office-hours.ts'
import type { Stage } from './stage.ts'
import { storied } from './storied.ts'
import { tasks } from './tasks.ts'

const PER_TOWN = 18
const OPEN_PER_TOWN = 4

/**
 * Gives an empty desk its past and its present: everyday cases of every town, those of the stories, and the supervised
 * tasks.
 */
export const fillCases = async (
  cases: Cases,
  { regions, catalog, clock }: { regions: Regions; catalog: () => Catalog; clock: Clock },
): Promise<number> => {
  const stage: Stage = {
    regions,
    catalog,
    draw: createDraw(20_261),
    words: createDraw(31_337),
    titles: new Set(),
    now: clock.local(),
  }
  const towns = regions.children(regions.root.code).filter(({ kind }) => kind === 'place')
  const past = towns.flatMap((town) =>
    Array.from({ length: PER_TOWN + OPEN_PER_TOWN }, (_, index) => everyday(town, stage, index >= PER_TOWN)).flat(),
  )
  const week = catalog().worktimes.get('office')?.week
  const calendar = week ? createWorkCalendar(week) : roundTheClock
  const official = [...storied(stage), ...tasks(stage)].map((one) => inOfficeHours(one, calendar))
  return cases.restore([...past, ...official, ...inHand(stage)].sort((a, b) => a.at - b.at))
}
