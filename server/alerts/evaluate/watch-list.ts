import type { AlertRule, Catalog } from '../../catalog/index.ts'
import type { Grain, RegionCode } from '../../contract/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Touch } from '../../store/index.ts'

/**
 * One number that rules watch: asked once, however many rules look at it. Those with one `turn` come from the same
 * delivered data and are judged together.
 */
export interface Watched {
  indicator: string
  grain: Grain
  rules: AlertRule[]
  levels: string[]
  turn: string
}

/** Which rules depend on which delivered dataset. */
export interface WatchList {
  byDataset: ReadonlyMap<string, Watched[]>
  numbers: readonly Watched[]
  silences: readonly AlertRule[]
  /** Numbers that move with the clock alone: asked every minute. */
  clocked: readonly Watched[]
}

const deliveredOf = (catalog: Catalog, id: string): string => {
  const dataset = catalog.datasets.get(id)
  return dataset?.type === 'derived' ? dataset.from : id
}

/** What is open, or past its limit, changes while nobody delivers anything. */
const movesWithClock = (catalog: Catalog, id: string): boolean => {
  const indicator = catalog.indicators.get(id)
  if (!indicator) return false
  const { value } = indicator
  if (value.kind === 'formula') return Object.values(value.parts).some((part) => movesWithClock(catalog, part))
  if (value.kind === 'index') return value.parts.some((part) => movesWithClock(catalog, part.indicator))
  return value.kind === 'active' || JSON.stringify([value, indicator.where]).includes('"usesNow":true')
}

/** The enabled rules, by what makes them worth judging again. */
export const watchListOf = (catalog: Catalog): WatchList => {
  const numbers = new Map<string, Watched>()
  const sourcesOf = (indicator: string): string[] =>
    [...new Set((catalog.indicators.get(indicator)?.datasets ?? []).map((id) => deliveredOf(catalog, id)))].sort()
  const silences: AlertRule[] = []
  for (const rule of catalog.alerts.values()) {
    if (!rule.enabled) continue
    if (rule.subject.kind === 'silence') {
      silences.push(rule)
      continue
    }
    const { indicator, grain } = rule.subject
    const watched = numbers.get(`${indicator} ${grain}`) ?? {
      indicator,
      grain,
      rules: [],
      levels: [],
      turn: sourcesOf(indicator).join(' '),
    }
    watched.rules.push(rule)
    watched.levels = [...new Set([...watched.levels, ...rule.steps.keys()])]
    numbers.set(`${indicator} ${grain}`, watched)
  }
  const byDataset = new Map<string, Watched[]>()
  for (const watched of numbers.values()) {
    for (const dataset of sourcesOf(watched.indicator)) {
      byDataset.set(dataset, [...(byDataset.get(dataset) ?? []), watched])
    }
  }
  const all = [...numbers.values()]
  return {
    byDataset,
    numbers: all,
    silences,
    clocked: all.filter(({ indicator }) => movesWithClock(catalog, indicator)),
  }
}

/** Every place of the tree at these levels. */
export const placesAt = (regions: Regions, levels: readonly string[]): RegionCode[] =>
  levels.flatMap((level) =>
    regions
      .descendants(regions.root.code, level)
      .filter(({ kind }) => kind === 'place')
      .map(({ code }) => code),
  )

/** Places a commit can have changed: where its rows lie, and all above; rows without a place change every place. */
export const touchedPlaces = (touches: readonly Touch[], regions: Regions): Set<RegionCode> | 'all' => {
  const places = new Set<RegionCode>()
  for (const region of new Set(touches.map((touch) => touch.region))) {
    if (region === null) return 'all'
    for (const { code } of regions.path(region)) places.add(code)
  }
  return places
}
