import type { Regions } from '../regions/index.ts'
import { literal } from '../store/index.ts'

/** The table the model city is generated over: villages, or the tree's lowest places, and the grids below them. */
export const PLACE_TABLE = 'temp.place'

const text = (value: string | null): string => (value === null ? 'null' : literal(value))

/** SQL that makes the generator's table of places from the tree; villages of statistical zones are of kind `zone`. */
export const placeTableSql = (regions: Regions): string => {
  const levels = regions.levels.map((level) => level.id)
  const villages = regions.descendants(regions.root.code, levels.includes('village') ? 'village' : levels.at(-1)!)
  const rows = villages.flatMap((village) => {
    const kind = regions.path(village.code).some((node) => node.kind === 'zone') ? 'zone' : 'place'
    return [village, ...regions.children(village.code)].map((node) => {
      const words = [
        node.code,
        node.parent,
        village.parent ?? village.code,
        node === village ? 'village' : 'grid',
        node.name,
        kind,
      ].map(text)
      return `(${words.join(', ')}, ${node.lon ?? village.lon ?? 'null'}::DOUBLE, ${node.lat ?? village.lat ?? 'null'}::DOUBLE, null::DOUBLE)`
    })
  })
  return `create or replace temp table place as select * from (values ${rows.join(', ')}) v(code, parent, town, level, name, kind, lon, lat, weight)`
}
