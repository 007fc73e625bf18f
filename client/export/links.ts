import type { Grain, RegionCode } from '../../server/contract/index.ts'
import { TABLE_FORMATS } from '../../server/contract/index.ts'

/** What is on screen of one indicator; an empty span is the newest period, an empty level the place alone. */
export interface Shown { indicator: string; region: RegionCode; level?: string; grain: Grain; from?: string; to?: string }

const TITLES = { csv: 'CSV', xlsx: 'XLSX', parquet: 'Parquet' }

/** The same numbers as files and over the API: addresses on this server, with the same query. */
export const linksOf = ({ indicator, region, level = '', grain, from = '', to = '' }: Shown): { files: { format: string; title: string; href: string }[]; api: string } => {
  const given = Object.entries({ region, children: level, grain, from, to }).filter(([, value]) => value !== '')
  const at = `/api/v1/indicators/${encodeURIComponent(indicator)}/cells`
  const query = `?${new URLSearchParams(given)}`
  return {
    files: TABLE_FORMATS.flatMap((format) => (format in TITLES ? [{ format, title: TITLES[format as keyof typeof TITLES], href: `${at}.${format}${query}` }] : [])),
    api: `${at}${query}`,
  }
}
