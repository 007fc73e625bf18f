import type { Indicator } from '../catalog/index.ts'
import { BANDS, type Cell, type Grain, type RegionCode, type View, type Warning } from '../contract/index.ts'
import { shift } from '../lib/index.ts'
import type { Board } from './board.ts'
import { COURSE, figuresAt, shownBucket } from './figures.ts'

const calls = (band: Cell['band']): boolean => band !== null && band !== 'green'

/** The grain at which an indicator can be in a band: its own, or the first its bands apply to. */
const bandGrain = (indicator: Indicator): Grain | null => {
  if (!indicator.bands && indicator.target?.kind !== 'binding') return null
  const applies = indicator.bands?.grains ?? null
  return applies === null || applies.includes(indicator.grain) ? indicator.grain : applies[0] ?? null
}

/** Cells of a region from newest to oldest while they stayed in a band. */
const streak = (cells: Cell[]): Cell[] => {
  const back = cells.toReversed()
  const calm = back.findIndex((cell) => !calls(cell.band))
  return calm < 0 ? back : back.slice(0, calm)
}

const warningsOf = async (board: Board, indicator: Indicator): Promise<Warning[]> => {
  const grain = bandGrain(indicator)
  if (grain === null) return []
  const names = new Map([board.region, ...board.children.filter((child) => child.kind === 'place')].map((node) => [node.code, node.name]))
  const bucket = await shownBucket(board, indicator, grain, board.region.code)
  const hot = (await figuresAt(board, indicator, grain, [...names.keys()], bucket)).filter((figure) => calls(figure.cell.band))
  if (hot.length === 0) return []
  const cells = await board.reading.cells({ indicator: indicator.id, regions: hot.map((figure) => figure.region), grain, first: shift(grain, bucket, 1 - COURSE), last: bucket })
  const courses = new Map<RegionCode, Cell[]>()
  for (const cell of cells) courses.set(cell.region, [...(courses.get(cell.region) ?? []), cell])
  return hot.map((figure) => {
    const inBand = streak(courses.get(figure.region) ?? [])
    return {
      indicator: indicator.id, region: figure.region, regionName: names.get(figure.region)!, band: figure.cell.band!, grain,
      value: figure.cell.value!, change: figure.change, since: inBand.at(-1)?.bucket ?? figure.cell.bucket, bucketsInBand: Math.max(1, inBand.length),
    }
  })
}

const severity = (warning: Warning): number => BANDS.indexOf(warning.band)
const worsening = (warning: Warning): number => (warning.change?.tone === 'bad' ? 0 : 1)

/**
 * Values in a band worse than green in a region and its direct children: the worst colour first, within it
 * what is getting worse, then what began last.
 */
export const findWarnings = async (board: Board, indicators: readonly Indicator[]): Promise<Warning[]> => {
  const found: Warning[] = []
  for (const indicator of indicators) found.push(...(await warningsOf(board, indicator)))
  return found.sort((a, b) => severity(a) - severity(b) || worsening(a) - worsening(b) || a.bucketsInBand - b.bucketsInBand)
}

export const tallyOf = (warnings: readonly Warning[]): View['tally'] => {
  const of = (band: Warning['band']): number => warnings.filter((warning) => warning.band === band).length
  return { red: of('red'), orange: of('orange'), yellow: of('yellow'), blue: of('blue') }
}
