import type { Band, MapPanel } from '../../../server/contract/index.ts'
import { pressable, type Lookup, type Pressable } from '../../lib/ask.ts'
import { bucketWords, type CivilTime } from '../../lib/moment.ts'

/** A place that can be entered, with its figure. */
export interface PlaceTile { region: string; name: string; band: Band | null; stale: boolean; number: Pressable }

/** The labelled places of a map as a list, for where there is nothing to draw them on. */
export const placeTiles = (data: MapPanel, lookup: Lookup): PlaceTile[] =>
  Object.entries(data.labels).map(([region, { name, value, band, stale }]) => ({
    region, name, stale,
    band: stale || band === 'green' ? null : band,
    number: pressable(lookup(data.indicator), { region, regionName: name, grain: data.grain, bucket: data.bucket }, value),
  }))

/** Of what and of when the colours are: `今日 · 按村社着色`. */
export const mapNote = (data: MapPanel, levelTitle: (level: string) => string, now: CivilTime): string =>
  [bucketWords(data.bucket, data.grain, now), `按${levelTitle(data.areaLevel)}着色`].join(' · ')
