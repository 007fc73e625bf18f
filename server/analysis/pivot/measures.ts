import type { Indicator } from '../../catalog/index.ts'
import type { Change, MeasureForm, MeasureName, PivotCell } from '../../contract/index.ts'

/** A share moves by points, never by percent of itself: 90 % → 99 % is 9 points up, not 10 %. */
const isShare = ({ unit }: Indicator): boolean => unit === '%' || unit === '‰'

const changeForm = (indicator: Indicator): MeasureForm =>
  isShare(indicator)
    ? {
        unit: indicator.unit === '%' ? '个百分点' : '个千分点',
        decimals: Math.max(1, indicator.decimals),
        signed: true,
      }
    : { unit: '%', decimals: 1, signed: true }

/** How a measure of an indicator is written. */
export const formOf = (indicator: Indicator, measure: MeasureName): MeasureForm => {
  const { unit, decimals } = indicator
  switch (measure) {
    case 'value':
    case 'lastYear':
    case 'target':
    case 'ytd':
      return { unit, decimals, signed: false }
    case 'yoy':
    case 'pop':
    case 'ytdYoy':
      return changeForm(indicator)
    case 'gap':
      return { unit: isShare(indicator) ? changeForm(indicator).unit : unit, decimals, signed: true }
    case 'rank':
      return { unit: '', decimals: 0, signed: false }
    case 'rankChange':
      return { unit: '位', decimals: 0, signed: true }
    case 'coverage':
      return { unit: '%', decimals: 0, signed: false }
  }
}

export type Toned = readonly [value: number | null, tone: PivotCell['tones'][number]]
export const UNKNOWN: Toned = [null, null]

/** A movement in the units of its form: points for shares, percent for the rest. */
export const movement = (indicator: Indicator, change: Change | undefined): Toned => {
  if (!change) return UNKNOWN
  const value = isShare(indicator) ? change.difference : change.ratio === null ? null : change.ratio * 100
  return [value, value === null ? null : change.tone]
}

/** Value − target, and whether that is good by the indicator's direction. */
export const gapTo = (indicator: Indicator, value: number | null, target: number | null): Toned => {
  if (value === null || target === null) return UNKNOWN
  const gap = Number((value - target).toPrecision(12))
  return [gap, gap === 0 ? 'even' : gap > 0 === (indicator.better !== 'lower') ? 'good' : 'bad']
}

/**
 * Places from the best by direction (the largest where there is none); equal ones share a place and the next is left
 * out.
 */
export const ranking = (
  indicator: Indicator,
  values: readonly (readonly [key: string, value: number | null])[],
): Map<string, number> => {
  const known = values.flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]))
  const sorted = known.map(([, value]) => value).sort((a, b) => (indicator.better === 'lower' ? a - b : b - a))
  return new Map(known.map(([key, value]) => [key, sorted.indexOf(value) + 1]))
}
