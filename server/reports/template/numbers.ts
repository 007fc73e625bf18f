import type { Catalog, Indicator } from '../../catalog/index.ts'
import type { Cell, Grain, RegionCode, Scope } from '../../contract/index.ts'
import type { CellsQuery, Indicators } from '../../indicators/index.ts'
import { shift, startOf, type Zone } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Used } from '../behind/index.ts'
import type { Pin } from '../table/index.ts'
import { readPinned } from '../table/index.ts'

/** What a report is about: a place and a bucket of time, at one state of the data. */
export interface Occasion {
  region: RegionCode
  grain: Grain
  bucket: number
  pin: Pin
}

/** The numbers of one report, each read once; every one through `indicators`. */
export interface Numbers {
  cell: (indicator: Indicator, grain?: Grain | null) => Promise<Cell>
  /** Cells of the direct children that are places, largest value first; those without a value last. */
  children: (indicator: Indicator, grain?: Grain | null) => Promise<{ name: string; cell: Cell }[]>
  /** The last `count` buckets up to the report's own, oldest first, each with last year's. */
  course: (indicator: Indicator, count: number) => Promise<Cell[]>
  /** Values by category, largest first. */
  split: (indicator: Indicator, by: string) => Promise<{ member: string; cell: Pick<Cell, 'value' | 'compare'> }[]>
}

/** `use` is told of every number that is handed out, whenever it is. */
interface NumbersDeps {
  indicators: Indicators
  catalog: Catalog
  regions: Regions
  scope: Scope
  zone: Zone
  use: (used: Used) => void
}

const descending = (a: number | null, b: number | null): number => (b ?? -Infinity) - (a ?? -Infinity) || 0

export const createNumbers = (
  { indicators, regions, scope, zone, use }: NumbersDeps,
  { region, grain: own, bucket, pin }: Occasion,
): Numbers => {
  const known = new Map<string, Promise<Cell[]>>()
  const read = (query: CellsQuery): Promise<Cell[]> => {
    const key = JSON.stringify(query)
    const cells = known.get(key) ?? readPinned(indicators, query, scope, pin)
    known.set(key, cells)
    return cells
  }
  const at = (grain: Grain): { grain: Grain; first: number; last: number } => {
    const start = startOf(grain, bucket)
    return { grain, first: start, last: start }
  }
  const here = { region: { code: region, name: regions.get(region)?.name ?? region }, member: null }
  const told = (
    indicator: Indicator,
    grain: Grain,
    cell: Cell,
    where: Pick<Used, 'region' | 'member'> = here,
  ): Cell => {
    use({ indicator, grain, cell, pin, ...where })
    return cell
  }
  const places = regions.children(region).filter(({ kind }) => kind === 'place')
  return {
    cell: async (indicator, grain) =>
      told(
        indicator,
        grain ?? own,
        (await read({ indicator: indicator.id, regions: [region], ...at(grain ?? own), compare: ['yoy', 'pop'] }))[0]!,
      ),
    children: async (indicator, grain) => {
      if (places.length === 0) return []
      const cells = await read({
        indicator: indicator.id,
        regions: places.map(({ code }) => code),
        ...at(grain ?? own),
        compare: ['yoy', 'pop'],
      })
      return cells
        .map((cell, index) => ({
          name: places[index]!.name,
          cell: told(indicator, grain ?? own, cell, { region: places[index]!, member: null }),
        }))
        .sort((a, b) => descending(a.cell.value, b.cell.value))
    },
    course: async (indicator, count) =>
      (
        await read({
          indicator: indicator.id,
          regions: [region],
          grain: own,
          first: shift(own, bucket, 1 - count),
          last: bucket,
          compare: ['yoy'],
        })
      ).map((cell) => told(indicator, own, cell)),
    split: (indicator, by) =>
      indicators.reading(scope, async (reading) => {
        const found = await reading.split({
          indicator: indicator.id,
          regions: [region],
          ...at(own),
          compare: ['yoy', 'pop'],
          by: [by],
          asOf: pin.version,
          at: pin.at,
        })
        return found.members
          .map((parts) => {
            const [member, cell] = [parts[0] === '' ? '（未分类）' : parts[0]!, found.at(region, bucket, parts)]
            told(
              indicator,
              own,
              { region, bucket: zone.format(bucket), coverage: null, stale: false, band: null, target: null, ...cell },
              { ...here, member },
            )
            return { member, cell }
          })
          .sort((a, b) => descending(a.cell.value, b.cell.value) || (a.member < b.member ? -1 : 1))
      }),
  }
}
