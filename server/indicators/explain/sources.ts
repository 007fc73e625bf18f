import type { Indicator } from '../../catalog/index.ts'
import type { Explanation, RegionCode, Scope } from '../../contract/index.ts'
import { endOf } from '../../lib/index.ts'
import { factTable, moment, type Value } from '../../store/index.ts'
import type { Ask } from '../ask.ts'
import { mayRead, seesAll } from '../query.ts'
import { isLate, type ReadContext } from '../read/read-cells.ts'
import { toldArrival } from '../small/veil-arrival.ts'
import { fedBy } from '../stored/plan.ts'
import { leavesOf } from '../leaves.ts'

type Source = Explanation['sources'][number]

/** The facts of a region that an ask looks at; what was open may have begun at any time before. */
const feeding = (indicator: Indicator, ask: Ask): string => {
  const until = moment(Math.min(endOf(ask.grain, ask.last), ask.now + 1))
  const from = moment(ask.first)
  if (indicator.value.kind !== 'active') return `_at >= ${from} and _at < ${until}`
  const { from: opened, until: closed } = indicator.value
  return `(${opened.sql}) < ${until} and ((${closed.sql}) is null or (${closed.sql}) >= ${from})`
}

const batchesOf = async (context: ReadContext, dataset: string, region: RegionCode, condition: string) => {
  const table = await context.sql.query(
    `with feeding as (
       select f._version as v, count(*) as n from ${factTable(dataset)} f join (select distinct _descendant from tree where _ancestor = $1) t on t._descendant = f._region
       where f._superseded is null and ${condition} group by f._version
     )
     select b.id, b.version, epoch_ms(b.arrived)::DOUBLE as arrived, b.source, b.sender_name, b.accepted, b.rejected,
            n::DOUBLE as here, sum(n) over () as rows, sum(b.rejected) over () as refused
     from feeding join batch b on b.version = v order by b.version desc limit 20`,
    [region],
  )
  return table.records()
}

interface Asked {
  region: RegionCode
  ask: Ask
  scope: Scope
}

/**
 * `indicator` is one that is computed from rows. A delivery holds rows of many places: who may not see all of them is
 * told of their own.
 */
const sourceOf = async (context: ReadContext, indicator: Indicator, { region, ask, scope }: Asked): Promise<Source> => {
  const { zone } = context.clock
  const dataset = context.catalog.datasets.get(indicator.from!)!
  const delivered = fedBy(dataset)
  const whole = seesAll(context.regions, scope, dataset.theme)
  const found = await batchesOf(context, delivered, region, feeding(indicator, ask))
  const arrived = toldArrival(context, scope, dataset.id, region)
  const format = (value: Value | undefined): string => zone.format(value as number)
  const parameters = new URLSearchParams({
    region,
    from: zone.format(ask.first),
    to: zone.format(ask.last),
    grain: ask.grain,
  })
  return {
    dataset: delivered,
    title: dataset.title,
    owner: dataset.owner,
    freshnessSeconds: dataset.freshnessSeconds,
    synthetic: dataset.synthetic,
    lastArrival: arrived === null ? null : zone.format(arrived),
    stale: isLate(context, dataset.id, region),
    accepted: (found[0]?.['rows'] as number | undefined) ?? 0,
    rejected: whole ? ((found[0]?.['refused'] as number | undefined) ?? 0) : null,
    batches: found.map((row) => ({
      batch: row['id'] as string,
      version: row['version'] as number,
      arrivedAt: format(row['arrived']),
      source: whole ? (row['source'] as string) : null,
      sender: whole ? (row['sender_name'] as string | null) : null,
      accepted: (whole ? row['accepted'] : row['here']) as number,
      rejected: whole ? (row['rejected'] as number) : null,
    })),
    rowsUrl: `/api/v1/datasets/${delivered}/rows?${parameters.toString()}`,
  }
}

/** The datasets behind a cell, with the batches that brought its rows. */
export const sourcesOf = async (context: ReadContext, indicator: Indicator, asked: Asked): Promise<Source[]> => {
  const known = leavesOf(context.catalog, indicator).filter((leaf) =>
    mayRead(context.regions, asked.scope, asked.region, context.catalog.datasets.get(leaf.from!)!.theme),
  )
  const leaves = new Map(known.map((leaf) => [leaf.from!, leaf]))
  const sources: Source[] = []
  for (const leaf of leaves.values()) sources.push(await sourceOf(context, leaf, asked))
  return sources
}
