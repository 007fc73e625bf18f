import type { Indicator } from '../catalog/index.ts'
import { BANDS, type Cell, type Grain, type RegionCode, type View, type Warning } from '../contract/index.ts'
import { shift, startOf } from '../lib/index.ts'
import type { Board } from './board.ts'
import { COURSE, figuresAt } from './figures.ts'

/** How far back a value may lie to call somebody now. */
const RECENT = 3

const calls = (band: Cell['band']): boolean => band !== null && band !== 'green'

/** The grain at which an indicator can be in a band: its own, or the first its bands apply to. */
const bandGrain = (indicator: Indicator): Grain | null => {
  if (!indicator.bands && indicator.target?.kind !== 'binding') return null
  const applies = indicator.bands?.grains ?? null
  return applies === null || applies.includes(indicator.grain) ? indicator.grain : applies[0] ?? null
}

/** Cells of a region from newest to oldest while they stayed in a band. */
const streak = (cells: readonly Cell[]): Cell[] => {
  const back = cells.toReversed()
  const calm = back.findIndex((cell) => !calls(cell.band))
  return calm < 0 ? back : back.slice(0, calm)
}

const byRegion = (cells: readonly Cell[]): Map<RegionCode, Cell[]> => {
  const courses = new Map<RegionCode, Cell[]>()
  for (const cell of cells) {
    const own = courses.get(cell.region)
    if (own) own.push(cell)
    else courses.set(cell.region, [cell])
  }
  return courses
}

/** Places in a band at the newest of the last few buckets in which the region has a value; silent ones call nobody, their silence is shown elsewhere. */
const findHot = async (board: Board, indicator: Indicator, grain: Grain, regions: RegionCode[]): Promise<{ hot: RegionCode[]; bucket: number }> => {
  const last = startOf(grain, board.reading.now)
  const recent = byRegion(await board.reading.cells({ indicator: indicator.id, regions, grain, first: shift(grain, last, 1 - RECENT), last }))
  const shown = recent.get(board.region.code)!.findLastIndex((cell) => cell.value !== null)
  const hot = [...recent].filter(([, cells]) => calls(cells[shown]?.band ?? null) && !cells.at(-1)!.stale).map(([region]) => region)
  return { hot, bucket: shift(grain, last, shown + 1 - RECENT) }
}

const warningsOf = async (board: Board, indicator: Indicator): Promise<Warning[]> => {
  const grain = bandGrain(indicator)
  if (grain === null) return []
  const names = new Map([board.region, ...board.children.filter((child) => child.kind === 'place')].map((node) => [node.code, node.name]))
  const { hot, bucket } = await findHot(board, indicator, grain, [...names.keys()])
  if (hot.length === 0) return []
  const courses = byRegion(await board.reading.cells({ indicator: indicator.id, regions: hot, grain, first: shift(grain, bucket, 1 - COURSE), last: bucket }))
  const figures = await figuresAt(board, indicator, { grain, regions: hot, bucket })
  return figures.map((figure) => {
    const inBand = streak(courses.get(figure.region)!)
    return {
      indicator: indicator.id, region: figure.region, regionName: names.get(figure.region)!, band: figure.cell.band!, grain,
      value: figure.cell.value!, change: figure.change, since: inBand.at(-1)!.bucket, bucketsInBand: inBand.length,
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
