import type { Catalog, Indicator } from '../../catalog/index.ts'
import type { Cell, Grain, RegionCode, Scope } from '../../contract/index.ts'
import type { CellsQuery, Indicators } from '../../indicators/index.ts'
import { shift, startOf } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Pin } from '../table/index.ts'
import { readPinned } from '../table/index.ts'

/** What a report is about: a place and a bucket of time, at one state of the data. */
export interface Occasion { region: RegionCode; grain: Grain; bucket: number; pin: Pin }

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

export interface NumbersDeps { indicators: Indicators; catalog: Catalog; regions: Regions; scope: Scope }

const descending = (a: number | null, b: number | null): number => (b ?? -Infinity) - (a ?? -Infinity) || 0

export const createNumbers = ({ indicators, regions, scope }: NumbersDeps, { region, grain: own, bucket, pin }: Occasion): Numbers => {
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
  const places = regions.children(region).filter(({ kind }) => kind === 'place')
  return {
    cell: async ({ id }, grain) => (await read({ indicator: id, regions: [region], ...at(grain ?? own), compare: ['yoy', 'pop'] }))[0]!,
    children: async ({ id }, grain) => {
      if (places.length === 0) return []
      const cells = await read({ indicator: id, regions: places.map(({ code }) => code), ...at(grain ?? own), compare: ['yoy', 'pop'] })
      return cells.map((cell, index) => ({ name: places[index]!.name, cell })).sort((a, b) => descending(a.cell.value, b.cell.value))
    },
    course: ({ id }, count) => read({ indicator: id, regions: [region], grain: own, first: shift(own, bucket, 1 - count), last: bucket, compare: ['yoy'] }),
    split: ({ id }, by) =>
      indicators.reading(scope, async (reading) => {
        const found = await reading.split({ indicator: id, regions: [region], ...at(own), compare: ['yoy', 'pop'], by: [by], asOf: pin.version, at: pin.at })
        return found.members.map((member) => ({ member: member[0] === '' ? '（未分类）' : member[0]!, cell: found.at(region, bucket, member) }))
          .sort((a, b) => descending(a.cell.value, b.cell.value) || (a.member < b.member ? -1 : 1))
      }),
  }
}
