import type { RegionCode, RegionRef } from '../../../server/contract/index.ts'
import type { Picture } from '../engine-port.ts'
import type { Outline, Outlines } from '../ground/outlines.ts'
import { outlineAt } from '../ground/hit.ts'
import type { Point } from '../ground/camera.ts'
import type { MapPalette } from '../palette.ts'

const levelsOf = ({ topology }: Outlines): string[] => Object.keys(topology.objects)

/** A region's outline whatever its level; `null` where there is none. */
export const lookFor = (outlines: Outlines | null, code: RegionCode): Outline | null => {
  for (const level of outlines ? levelsOf(outlines) : []) {
    const outline = outlines!.level(level).get(code)
    if (outline) return outline
  }
  return null
}

/**
 * Quiet ground to put things on: the region and what lies in it tinted, its surroundings hardly there, all borders
 * thin.
 */
export const groundOf = (outlines: Outlines, region: RegionRef, palette: MapPalette): Picture => {
  const levels = levelsOf(outlines)
  const finest = levels
    .map((level) => outlines.level(level))
    .reduce((most, next) => (next.size > most.size ? next : most), new Map() as ReadonlyMap<RegionCode, Outline>)
  const own = lookFor(outlines, region.code)
  const inside = ({ code, parent }: Outline): boolean => code === region.code || parent === region.code || own === null
  return {
    fills: [...finest.values()].map((outline) => ({
      code: outline.code,
      polygons: outline.polygons,
      colour: inside(outline) ? palette.calm[1]! : palette.beyond,
      stale: false,
      height: 0,
    })),
    strokes: [
      { paths: [...finest.values()].flatMap(({ polygons }) => polygons.flat()), colour: palette.hair, width: 1 },
      ...(own ? [{ paths: own.polygons.flat(), colour: palette.outline, width: 2 }] : []),
    ],
    active: null,
    heat: null,
    hatch: palette.hatch,
  }
}

const sizeOf = ({ box: [west, south, east, north] }: Outline): number => (east - west) * (north - south)

/** The smallest region a position lies in; `null` outside all. */
export const regionAt = (outlines: Outlines, at: Point): RegionCode | null => {
  const around = levelsOf(outlines).flatMap((level) => outlineAt(outlines.level(level), at, () => true) ?? [])
  return around.toSorted((a, b) => sizeOf(a) - sizeOf(b))[0]?.code ?? null
}
