import type { Indicator } from '../../catalog/index.ts'
import { bucketsBetween, endOf } from '../../lib/index.ts'
import { gridKey, type Ask, type Grid } from '../ask.ts'
import { planParts } from '../parts.ts'
import { fedBy } from '../stored/plan.ts'
import { addedEverywhere, addedThere, readAdded, type Adder, type Adding, type PartsAt } from './parts-at.ts'
import { runPass, type PassContext } from './pass.ts'

/** A longer stretch is asked of one indicator, and of one alone it is read. */
const MOST_BUCKETS = 3
/** Reading so many places costs a fraction of reading all. */
const FEW = 250

/**
 * Whether other indicators of the dataset are likely to be asked the same within this reading: a moment, or a glance
 * back.
 */
const isBrief = ({ asOf, by, grain, first, last }: Ask, indicator: Indicator): boolean =>
  asOf === null
  && !by?.length
  && indicator.grains.includes(grain)
  && bucketsBetween(grain, first, last, MOST_BUCKETS).length <= MOST_BUCKETS

/**
 * A single bucket is asked for again and again, of other regions and for other indicators of the dataset each time:
 * its parts are read everywhere and remembered until a row of that bucket changes. But where rows stream in, that is
 * outdated before anybody else asks: who is first to ask of a state, and for few places, has these alone read.
 */
const readOnce = (
  pass: Adding,
  context: PassContext,
  { dataset, there }: { dataset: string; there: Adder },
  ask: Ask,
): Promise<PartsAt> => {
  const alone = (): Promise<PartsAt> => readAdded(context, there, ask.regions)
  if (ask.first !== ask.last || !ask.regions.every(context.isInner)) return alone()
  const everywhere = addedEverywhere(pass, context, dataset, ask)
  const newest = context.presence.versionWithin(
    fedBy(context.catalog.datasets.get(dataset)!),
    ask.first,
    endOf(ask.grain, ask.last),
  )
  return ask.regions.length <= FEW && !context.isWanted(newest, everywhere.name)
    ? alone()
    : context.remember(newest, everywhere.name, () => readAdded(context, everywhere, null))
}

/**
 * Rules, and the screens of a place, ask for one indicator after another of the same places: the parts of all
 * indicators of the dataset come out of one statement, once within a reading.
 */
export const runParts = async (pass: Adding, context: PassContext, indicator: Indicator, ask: Ask): Promise<Grid> => {
  if (!isBrief(ask, indicator)) return runPass(pass, context, indicator, ask)
  const dataset = indicator.from!
  const there = addedThere(pass, context, dataset, ask)
  const at = await context.once(`${there.name} ${ask.regions.join(' ')}`, () =>
    readOnce(pass, context, { dataset, there }, ask),
  )
  const { finish } = planParts(indicator)!
  const buckets = bucketsBetween(ask.grain, ask.first, ask.last)
  const grid: Grid = new Map()
  for (const region of ask.regions) {
    for (const bucket of buckets) {
      const key = gridKey(region, bucket)
      const found = at(key)
      if (found) grid.set(key, { ...finish(found.part), reported: found.reported })
    }
  }
  return grid
}
