import type { RegionNode } from '../types.ts'
import { steady } from '../layout/lots.ts'
import type { Division, Unit } from './division.ts'
import type { Place } from './places.ts'

const DIGITS = '一二三四五六'
const FEWEST_GRIDS = 2
const MOST_GRIDS = 6

const ZONE_FROM = 400

/**
 * GB/T 10114 gives 400–599 in places 7–9 to what only resembles a town: development zones, farms.
 * Where a county has nothing else (the cities of Xinjiang's production corps), they are its towns.
 */
const zonesOf = (towns: readonly Unit[]): Set<string> => {
  const special = (code: string) => Number(code.slice(6, 9)) >= ZONE_FROM
  const ordinary = new Set(towns.filter((town) => !special(town.code)).map((town) => town.parent))
  return new Set(towns.filter((town) => special(town.code) && ordinary.has(town.parent)).map((town) => town.code))
}

const gridsOf = (village: RegionNode): RegionNode[] => {
  const count = FEWEST_GRIDS + Math.floor(steady(village.code) * (MOST_GRIDS - FEWEST_GRIDS + 1))
  return Array.from({ length: count }, (_, i) => ({
    ...village,
    code: `${village.code}${String(i + 1).padStart(2, '0')}`,
    parent: village.code,
    level: 'grid',
    name: `第${DIGITS[i]!}网格`,
  }))
}

/**
 * Nodes of a division, parents first, with the centres and areas known of its towns; a county gets invented grids below
 * its villages.
 */
export const toNodes = (division: Division, places: readonly Place[]): RegionNode[] => {
  const known = new Map(places.map((place) => [place.code, place]))
  const towns = division.units.find(({ level }) => level === 'town')?.units ?? []
  const zones = zonesOf(towns)
  const toNode = (unit: Unit, level: string): RegionNode => {
    const place = level === 'town' ? known.get(unit.code) : undefined
    const zone = zones.has(level === 'village' ? (unit.parent ?? '') : unit.code)
    return {
      code: unit.code,
      parent: unit.parent,
      level,
      name: unit.name,
      kind: zone ? 'zone' : 'place',
      lon: place?.lon ?? null,
      lat: place?.lat ?? null,
      areaKm2: zone ? null : (place?.areaKm2 ?? null),
      from: null,
      to: null,
    }
  }
  const nodes = division.units.flatMap(({ level, units }) => units.map((unit) => toNode(unit, level)))
  return division.level === 'city'
    ? nodes
    : [...nodes, ...nodes.filter((node) => node.level === 'village').flatMap(gridsOf)]
}
