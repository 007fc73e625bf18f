import type { Alerts } from '../../alerts/index.ts'
import type { Cases, Reader } from '../../cases/index.ts'
import { causeOfRow, type Catalog, type DeliveredDataset } from '../../catalog/index.ts'
import type { AlertBrief, Cause, CausePart, CausesAnswer } from '../../contract/index.ts'
import { refFor, type ExplainQuery, type Indicators, type Member, type Membership } from '../../indicators/index.ts'
import { endOf, type Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import { effectOf, toneOf } from './effect.ts'

interface CausesDeps {
  indicators: Pick<Indicators, 'members'>
  cases: Pick<Cases, 'known'>
  alerts: Pick<Alerts, 'list' | 'find'>
  catalog: () => Catalog
  regions: Regions
  clock: Clock
}

const MOST = 100
const MOST_ALERTS = 1_000

type Known = Pick<Cause, 'kind' | 'id' | 'title' | 'place' | 'state' | 'at'>

const isOpened = (dataset: DeliveredDataset): boolean => dataset.fedBy === 'cases' || dataset.opens !== null

/** The things of one leaf that the reader may see, by the key of their row. */
const namesOf = async (
  { cases, alerts, catalog }: CausesDeps,
  { indicator, members }: Membership,
  reader: Reader,
): Promise<Map<string, Known>> => {
  const dataset = catalog().datasets.get(indicator.from!) as DeliveredDataset
  if (isOpened(dataset)) {
    const byCause = dataset.fedBy === 'cases' ? null : (id: string): string => causeOfRow(dataset.id, [id])
    const found = await cases.known(
      members.map(({ id }) => ({ key: id, ...(byCause === null ? { id } : { cause: byCause(id) }) })),
      reader,
    )
    return new Map(
      [...found].map(([key, row]) => [
        key,
        {
          kind: 'case',
          id: row.id,
          title: row.title,
          place: row.region.path,
          state: row.state.title,
          at: row.reportedAt,
        },
      ]),
    )
  }
  const found = await Promise.all(members.map(({ id }) => alerts.find(id, reader.scope)))
  return new Map(
    found.flatMap((alert) =>
      alert === null
        ? []
        : [
            [
              alert.id,
              {
                kind: 'alert',
                id: alert.id,
                title: alert.title,
                place: alert.path,
                state: alert.resolved === null ? '未解除' : '已解除',
                at: alert.since,
              },
            ] as const,
          ],
    ),
  )
}

/** Harm first, then help, then what moves nothing; each by how much. */
const byHarm = (a: Cause, b: Cause): number => {
  const rank = { bad: 0, good: 1, even: 2 }
  return rank[a.tone] - rank[b.tone] || Math.abs(b.effect ?? 0) - Math.abs(a.effect ?? 0) || b.at.localeCompare(a.at)
}

const partOf = async (deps: CausesDeps, membership: Membership, reader: Reader): Promise<CausePart> => {
  const { indicator, whole, members } = membership
  const names = await namesOf(deps, membership, reader)
  const causeOf = (one: Member): Cause[] => {
    const known = names.get(one.id)
    const effect = effectOf(membership, one)
    return known
      ? [{ ...known, numerator: one.numerator, denominator: one.denominator, effect, tone: toneOf(effect, indicator) }]
      : []
  }
  const causes = members.flatMap(causeOf).sort(byHarm)
  const { id, title, unit, decimals } = indicator
  return {
    indicator: id,
    title,
    unit,
    decimals,
    value: whole.value,
    total: causes.length,
    causes: causes.slice(0, MOST),
  }
}

/** Alerts that were on in that time: about the number or one it is made of, or at the beginning of one of its cases. */
const alertsOf = async (
  { alerts, catalog }: CausesDeps,
  query: ExplainQuery,
  parts: readonly CausePart[],
  reader: Reader,
): Promise<AlertBrief[]> => {
  const { region, grain, bucket } = query
  const watched = new Set([query.indicator, ...partsOf(catalog(), query.indicator)])
  const opened = new Set(parts.flatMap(({ causes }) => causes.map(({ id }) => id)))
  const [from, until] = [bucket, endOf(grain, bucket)]
  const found = await alerts.list(
    { states: ['firing', 'acknowledged', 'recovering', 'resolved'], region, limit: MOST_ALERTS },
    reader.scope,
  )
  const inTime = (at: string): number => Date.parse(`${at.slice(0, 19)}Z`)
  return found
    .filter(({ since, resolved }) => inTime(since) < until && (resolved === null || inTime(resolved) >= from))
    .filter(
      ({ indicator, case: number }) =>
        (indicator !== null && watched.has(indicator)) || (number !== null && opened.has(number)),
    )
    .slice(0, MOST)
}

/** All indicators a formula or index names, down to the last. */
const partsOf = (catalog: Catalog, id: string): string[] => {
  const value = catalog.indicators.get(id)?.value
  const named =
    value?.kind === 'formula'
      ? Object.values(value.parts)
      : value?.kind === 'index'
        ? value.parts.map((part) => part.indicator)
        : []
  return named.flatMap((part) => [part, ...partsOf(catalog, part)])
}

/**
 * Opens a number to the cases and alerts that moved it, as far as the reader may see them. Throws `Refused` as every
 * read does.
 */
export const createCauses =
  (deps: CausesDeps) =>
  async (query: ExplainQuery, reader: Reader): Promise<CausesAnswer> => {
    const { indicators, catalog, regions, clock } = deps
    const wanted = (id: string): boolean => {
      const dataset = catalog().datasets.get(id)
      return dataset?.type === 'delivered' && (dataset.fedBy !== null || dataset.opens !== null)
    }
    const memberships = await indicators.members({ ...query, wanted }, reader.scope)
    const parts: CausePart[] = []
    for (const membership of memberships) parts.push(await partOf(deps, membership, reader))
    return {
      indicator: query.indicator,
      region: refFor(regions, reader.scope, regions.get(query.region)!),
      grain: query.grain,
      bucket: clock.zone.format(query.bucket),
      parts,
      alerts: await alertsOf(deps, query, parts, reader),
    }
  }
export type Causes = ReturnType<typeof createCauses>
