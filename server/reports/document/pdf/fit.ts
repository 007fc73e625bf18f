import type { ChartBlock } from '../model.ts'
import { BESIDE, scaleOf } from './chart.ts'
import { FOOT } from './page.ts'

/** Lower than this share of its height no chart is drawn. */
const LEAST = 0.65

/** Where something was laid. */
export interface Place {
  pageNumber: number
  top: number
}

/**
 * The height, in its own units, with which a chart that went to the next page would have stood where it was to begin;
 * `null` where it did stand there, where it can be drawn no other way, or would be too low to read.
 */
export const lowered = (
  chart: Pick<ChartBlock, 'width' | 'height' | 'data'>,
  before: Place | undefined,
  laid: Place | undefined,
): number | null => {
  if (!before || !laid || !chart.data || laid.pageNumber === before.pageNumber) return null
  const height = Math.floor((FOOT - before.top - BESIDE) / scaleOf(chart))
  return height < chart.height && height >= chart.height * LEAST ? height : null
}
