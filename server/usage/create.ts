import type { Person, RatingAnswer, RatingBody, UsageAnswer, UsageQuery } from '../contract/index.ts'
import { createRatings } from './rating/index.ts'
import { readUsage, unitsFor, type ReadDeps, type UsageReader } from './read/index.ts'
import { createRecorder, dayOf, type Recorder, type RecorderDeps } from './recorder.ts'
import { standingOn } from './stands.ts'
import { USAGE_TABLES } from './tables.ts'
import { unitOf } from './unit-of.ts'

/** How much the screens are used and what people say of them, by units and never by persons. */
export interface Usage extends Recorder {
  /** Everything counted until now. Throws `Refused` for a unit the reader has nothing of. */
  read: (query: UsageQuery, reader: UsageReader) => Promise<UsageAnswer>
  /** Whether nothing has been counted yet, on any day. */
  isEmpty: () => Promise<boolean>
  /** Whether there is a unit whose use a reader is told. */
  isFor: (reader: UsageReader) => boolean
  /**
   * What somebody says of a screen they may open, this month: asked for, said and said otherwise (`value`), withdrawn
   * (`null`).
   */
  ratingOf: (person: Person, screen: string) => Promise<RatingAnswer>
  rate: (person: Person, screen: string, rating: RatingBody | null) => Promise<RatingAnswer>
}

export type UsageDeps = Omit<ReadDeps, 'ratings'> & Pick<RecorderDeps, 'failed'>

/** Brings its tables up to date and goes on counting where the last run of the day stopped. */
export const createUsage = async (deps: UsageDeps): Promise<Usage> => {
  const { ledger, regions, clock, catalog } = deps
  await ledger.migrate('usage', USAGE_TABLES)
  const stands = (id: string, indicator: string): boolean => {
    const screen = catalog().screens.get(id)
    return screen !== undefined && standingOn(catalog(), screen).includes(indicator)
  }
  const recorder = await createRecorder({ ...deps, stands })
  const ratings = createRatings(ledger)
  const monthNow = (): string => dayOf(clock.local()).slice(0, 'yyyy-mm'.length)
  return {
    ...recorder,
    read: async (query, reader) => {
      await recorder.flush()
      return readUsage({ ...deps, ratings }, query, reader)
    },
    isEmpty: async () => {
      await recorder.flush()
      return ledger.read(async (sql) => (await sql.query('select count(*) as n from usage_day')).column('n')[0] === 0)
    },
    isFor: (reader) => unitsFor(regions, reader).length > 0,
    ratingOf: async ({ id: who }, screen) => {
      const month = monthNow()
      return { screen, month, rating: await ratings.mine({ who, screen, month }) }
    },
    rate: async (person, screen, rating) => {
      const voice = { who: person.id, screen, month: monthNow() }
      if (rating === null) await ratings.withdraw(voice)
      else await ratings.say(voice, unitOf(regions, person) ?? regions.root.code, rating)
      return { screen, month: voice.month, rating }
    },
  }
}
