import type { Grain, RegionCode } from '../../server/contract/index.ts'
import { TABLE_FORMATS } from '../../server/contract/index.ts'

/** What is on screen of one indicator; an empty span is the newest period, an empty level the place alone. */
export interface Shown {
  indicator: string
  region: RegionCode
  level?: string
  only?: readonly string[]
  grain: Grain
  from?: string
  to?: string
  compare?: readonly string[]
  /** Dimensions it is crossed by. */
  by?: readonly string[]
  /** Of single things only those whose name holds this. */
  find?: string
}

/** Sizes a picture is offered in: a slide, a screen, a wall. */
export const PICTURE_SIZES = [
  { width: 1280, height: 720, title: '幻灯片' },
  { width: 1920, height: 1080, title: '高清屏' },
  { width: 3840, height: 2160, title: '4K 大屏' },
] as const
interface PictureSize {
  width: number
  height: number
}

/** The picture of an indicator: a place's course, or places of the newest bucket in order. */
export const indicatorPicture = (shown: Shown, { width, height }: PictureSize): string =>
  `/api/v1/indicators/${encodeURIComponent(shown.indicator)}/picture.png?${new URLSearchParams([...queryOfShown(shown).filter(([name]) => !['compare', 'by', 'find'].includes(name)), ['width', String(width)], ['height', String(height)]])}`

/** The picture of a screen, or of one of its panels. */
export const screenPicture = (
  { screen, region, panel }: { screen: string; region: string; panel: string },
  { width, height }: PictureSize,
): string =>
  `/api/v1/screens/${encodeURIComponent(screen)}/picture.png?${new URLSearchParams([['region', region], ...(panel ? [['panel', panel]] : []), ['width', String(width)], ['height', String(height)]])}`

const TITLES = { csv: 'CSV', xlsx: 'XLSX', parquet: 'Parquet' }

/** What of it goes into a query; what is left open is left out. */
export const queryOfShown = ({
  region,
  level = '',
  only = [],
  grain,
  from = '',
  to = '',
  compare = [],
  by = [],
  find = '',
}: Shown): [name: string, value: string][] =>
  Object.entries({
    region,
    children: level,
    only: only.join(','),
    grain,
    from,
    to,
    compare: compare.join(','),
    by: by.join(','),
    find,
  }).filter(([, value]) => value !== '')

/** The same numbers as files and over the API: addresses on this server, with the same query. */
export const linksOf = (shown: Shown): { files: { format: string; title: string; href: string }[]; api: string } => {
  const at = `/api/v1/indicators/${encodeURIComponent(shown.indicator)}/cells`
  const query = `?${new URLSearchParams(queryOfShown(shown))}`
  return {
    files: TABLE_FORMATS.flatMap((format) =>
      format in TITLES
        ? [{ format, title: TITLES[format as keyof typeof TITLES], href: `${at}.${format}${query}` }]
        : [],
    ),
    api: `${at}${query}`,
  }
}
