import type { RegionCode } from '../../contract/index.ts'
import { factTable } from '../../store/index.ts'
import { isOfEvents, type ReadContext } from '../read/read-cells.ts'
import { fedBy } from '../stored/plan.ts'
import { validAt } from '../tree.ts'

/** Pauses of a dataset's arrivals longer than so many seconds that reach into the time after `since` (local ms). */
export interface PausesQuery {
  dataset: string
  regions: readonly RegionCode[]
  since: number
  longerThanSeconds: number
}

/** Nothing came between two arrivals, local ms; `until` is `null` where nothing has come since. */
interface Pause {
  from: number
  until: number | null
}

/** What was heard of one place: when the first row that is kept arrived, and the pauses after it, in order. */
export interface Heard {
  first: number
  pauses: Pause[]
}

/**
 * `filled` is when the store was filled with a history at one go, `null` = never: arrivals before it are made up, and
 * tell nothing.
 */
export interface Arrivals {
  heard: Map<RegionCode, Heard>
  filled: number | null
}

/** Rows without a place are heard everywhere until a place has rows of its own, as a reading of now has it. */
const pausesSql = (table: string, valid: string): string => `
  with place as (select unnest($1::VARCHAR[]) as place),
  arrival as (select distinct f._region as region, b.arrived from (select distinct _region, _version from ${table}) f join batch b on b.version = f._version),
  heard as (
    select p.place, a.arrived, true as own from arrival a join tree t on t._descendant = a.region ${valid} join place p on p.place = t._ancestor
    union select p.place, a.arrived, false from arrival a cross join place p where a.region is null),
  counted as (select distinct place, arrived from (select *, min(arrived) filter (own) over (partition by place) as since from heard) where own or since is null or arrived < since),
  pause as (select place, arrived, lead(arrived) over (partition by place order by arrived) as next, min(arrived) over (partition by place) as first from counted)
  select place, epoch_ms(first)::DOUBLE as first, epoch_ms(arrived)::DOUBLE as since, epoch_ms(next)::DOUBLE as until from pause
  where next is null or (epoch_ms(next) >= $2::DOUBLE and epoch_ms(next) - epoch_ms(arrived) > $3::DOUBLE) order by place, arrived`

/** What a store is filled with has no receipt: nobody delivered it. */
const FILLED_SQL = `select epoch_ms(max(arrived))::DOUBLE as filled from batch where receipt = '{}'`

/**
 * When a dataset was silent for some places, told by the batches that are kept; a place nothing ever came from is
 * missing. Asks for no right: whoever asks has to know that its reader may be told of these places.
 */
export const readPauses = async (
  context: ReadContext,
  { dataset: id, regions, since, longerThanSeconds }: PausesQuery,
): Promise<Arrivals> => {
  const dataset = context.catalog.datasets.get(id)
  const filled = (await context.wide.query(FILLED_SQL)).column('filled')[0] as number | null
  if (!dataset || regions.length === 0) return { heard: new Map(), filled }
  const whole = isOfEvents(context, dataset)
  const asked = whole ? [context.regions.root.code] : regions
  const found = await context.wide.query(
    pausesSql(factTable(fedBy(dataset)), validAt(context.dated, { tree: 'now', now: context.now }, '')),
    [asked, since, longerThanSeconds * 1000],
  )
  const heard = new Map<RegionCode, Heard>()
  for (const row of found.records()) {
    const place = row['place'] as RegionCode
    const own = heard.get(place) ?? { first: row['first'] as number, pauses: [] }
    own.pauses.push({ from: row['since'] as number, until: row['until'] as number | null })
    heard.set(place, own)
  }
  const all = heard.get(context.regions.root.code)
  return { heard: whole && all ? new Map(regions.map((region) => [region, all])) : heard, filled }
}
