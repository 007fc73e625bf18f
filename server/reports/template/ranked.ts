import type { Indicator } from '../../catalog/index.ts'
import type { Cell } from '../../contract/index.ts'
import { valueWords } from './words.ts'

export interface Place {
  name: string
  cell: Pick<Cell, 'value'>
}

/** Which end of the places a sentence names, and how many of them. */
export interface End {
  end: 'first' | 'last'
  count: number
}

/** Where things are counted, none is no place to name among those with the most. */
const named = (indicator: Indicator, places: readonly Place[], end: End['end']): Place[] =>
  end === 'last' ? [...places].reverse() : places.filter(({ cell }) => indicator.unit === '%' || cell.value !== 0)

/**
 * Places with their values as an office names them, from those told, largest first: whoever stands level with the last
 * that is named is counted in, so that no order is made up among equals.
 */
export const rankedWords = (
  indicator: Indicator,
  level: string,
  places: readonly Place[],
  { end, count }: End,
): string => {
  if (places.length === 0) return '暂无数据'
  const all = named(indicator, places, end)
  if (all.length === 0) return `无（各${level}均为${valueWords(indicator, 0)}）`
  const words = ({ cell }: Place): string => valueWords(indicator, cell.value)
  const shown = all.slice(0, count)
  const lowest = words(shown.at(-1)!)
  const equal = all.filter((place) => words(place) === lowest)
  const apart = shown.filter((place) => words(place) !== lowest).map((place) => `${place.name}（${words(place)}）`)
  const last = shown.filter((place) => words(place) === lowest)
  if (equal.length === last.length)
    return [...apart, ...last.map((place) => `${place.name}（${words(place)}）`)].join('、')
  const names = (told: readonly Place[]): string => told.map(({ name }) => name).join('、')
  // One more name takes no more room than how many there are.
  const group = equal.length === last.length + 1 ? names(equal) : `${names(last)}等${equal.length}个${level}`
  return `${apart.length > 0 ? `${apart.join('、')}以及` : ''}${group}（均为${lowest}）`
}
