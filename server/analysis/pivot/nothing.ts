import type { PivotAnswer, PivotCell, PivotRequest, RegionCode } from '../../contract/index.ts'
import type { FullReading } from '../../indicators/index.ts'
import { shift, type Zone } from '../../lib/index.ts'

/** How far back a period with data is looked for. */
const LOOK_BACK = 24

/** What a page of a table is about: the places and indicators it holds, and its first and last bucket. */
export interface Looked {
  request: PivotRequest
  indicators: readonly string[]
  regions: readonly RegionCode[]
  first: number
  last: number
}

const isEmpty = ({ values, suppressed }: PivotCell): boolean =>
  suppressed !== true && values.every((value) => value === null)

/**
 * Where a page is nothing but dashes because no value is known of any of its places, the newest bucket before it of
 * which one is; `undefined` where something is shown, is kept from the reader, or is known though the measures asked
 * are not made of it.
 */
export const nothingKnown = async (
  reading: FullReading,
  zone: Zone,
  { request, indicators, regions, first, last }: Looked,
  cells: readonly PivotCell[][],
): Promise<PivotAnswer['nothing']> => {
  if (cells.length === 0 || !cells.flat().every(isEmpty)) return undefined
  const back = shift(request.grain, first, -LOOK_BACK)
  let newest = -Infinity
  for (const indicator of indicators) {
    const found = await reading.cells({
      indicator,
      regions,
      grain: request.grain,
      first: back,
      last,
      asOf: request.asOf ?? null,
      compare: [],
    })
    const width = found.length / regions.length
    found.forEach(({ value }, at) => {
      if (value !== null) newest = Math.max(newest, at % width)
    })
  }
  const bucket = newest === -Infinity ? null : shift(request.grain, back, newest)
  if (bucket !== null && bucket >= first) return undefined
  return { latest: bucket === null ? null : zone.format(bucket) }
}
