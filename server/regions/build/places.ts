import { existsSync, readFileSync } from 'node:fs'
import { parse as parseCsv } from 'csv-parse/sync'

/** What is known of a real place: centre (WGS 84), area, and whether it lies in the county or only beside it. */
export interface Place {
  /** `null` for a neighbour, which is not of this tree. */
  code: string | null
  name: string
  lon: number
  lat: number
  areaKm2: number | null
  kind: 'town' | 'zone' | 'neighbour'
}

const isKind = (text: string | undefined): text is Place['kind'] =>
  text === 'town' || text === 'zone' || text === 'neighbour'

/** Reads `code,name,lon,lat,area_km2,kind`; rows of no known kind or without a centre are left out. */
export const readPlaces = (file: string): Place[] => {
  if (!existsSync(file)) return []
  const rows = parseCsv<Record<string, string>>(readFileSync(file), {
    bom: true,
    columns: true,
    trim: true,
    skip_empty_lines: true,
  })
  return rows.flatMap(({ code, name, lon, lat, area_km2: area, kind }) =>
    name && lon && lat && isKind(kind)
      ? [{ code: code || null, name, lon: Number(lon), lat: Number(lat), areaKm2: area ? Number(area) : null, kind }]
      : [],
  )
}
