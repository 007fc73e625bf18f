import type { Regions } from '../regions/index.ts'
import type { Sql } from '../store/index.ts'

/** The table the model city is generated over: villages, or whatever the tree's third-deepest places are, and grids. */
export const PLACE_TABLE = 'temp.place'

const text = (value: string | number | null): string => (value === null ? '' : String(value))

/** Makes the generator's table of places from the tree; zones' villages are of kind `zone`. */
export const createPlaceTable = async (sql: Sql, regions: Regions): Promise<void> => {
  const levels = regions.levels.map((level) => level.id)
  const villageLevel = levels.includes('village') ? 'village' : levels.at(-1)!
  const villages = regions.descendants(regions.root.code, villageLevel)
  const places = villages.flatMap((village) => [{ node: village, village }, ...regions.children(village.code).map((node) => ({ node, village }))])
  const column = (of: (place: (typeof places)[number]) => string | number | null): string[] => places.map((place) => text(of(place)))
  await sql.query(
    `create or replace temp table place as
     select c as code, p as parent, t as town, l as level, n as name, k as kind, try_cast(x as DOUBLE) as lon, try_cast(y as DOUBLE) as lat, null::DOUBLE as weight
     from (select unnest($1::VARCHAR[]) c, unnest($2::VARCHAR[]) p, unnest($3::VARCHAR[]) t, unnest($4::VARCHAR[]) l, unnest($5::VARCHAR[]) n,
       unnest($6::VARCHAR[]) k, unnest($7::VARCHAR[]) x, unnest($8::VARCHAR[]) y)`,
    [
      column(({ node }) => node.code), column(({ node }) => node.parent), column(({ village }) => village.parent ?? village.code),
      column(({ node, village }) => (node === village ? 'village' : 'grid')), column(({ node }) => node.name),
      column(({ village }) => (regions.path(village.code).some((node) => node.kind === 'zone') ? 'zone' : 'place')),
      column(({ node, village }) => node.lon ?? village.lon), column(({ node, village }) => node.lat ?? village.lat),
    ],
  )
}
