import type { MapPanel, OutlineKind, RegionCode, RegionRef, View } from '../../../server/contract/index.ts'
import { bucketWords, type CivilTime } from '../../lib/moment.ts'

/** Of what and of when the colours are: `今日 · 按村社着色`; a map of one place alone, of level `own`, compares nothing. */
export const mapNote = (data: MapPanel, levelTitle: (level: string) => string, now: CivilTime, own?: string): string =>
  [
    bucketWords(data.bucket, data.grain, now),
    ...(own === data.areaLevel ? [] : [`按${levelTitle(data.areaLevel)}着色`]),
  ].join(' · ')

/**
 * The place a map draws: the region itself; the one above, where the reader sees it, for a region that is not
 * `outlined` and has nothing below it.
 */
export const stageOf = (
  { region, children }: Pick<View, 'region' | 'children'>,
  outlined: boolean,
  regionOf: (code: RegionCode) => RegionRef | null,
): RegionRef =>
  children.length > 0 || outlined || region.parent === null ? region : (regionOf(region.parent) ?? region)

/** What is to be said of a map of places at these levels, the first of them named: one schematic makes it schematic. */
export const outlineKind = (outlines: Readonly<Record<string, OutlineKind>>, levels: readonly string[]): OutlineKind =>
  levels.some((level) => outlines[level] === 'schematic') ? 'schematic' : (outlines[levels[0] ?? ''] ?? 'none')
