import type { Indicator } from '../../catalog/index.ts'
import type { Cell } from '../../contract/index.ts'
import { placedWords, valueWords } from './words.ts'

interface Place {
  name: string
  cell: Pick<Cell, 'value'>
}

/** Which end of the places a sentence names, and how many of them. */
interface End {
  end: 'first' | 'last'
  count: number
}

/** Where things are counted, none is no place to name among those with the most. */
const named = (indicator: Indicator, places: readonly Place[], end: End['end']): Place[] =>
  end === 'last' ? [...places].reverse() : places.filter(({ cell }) => indicator.unit === '%' || cell.value !== 0)

/** Beside so many others at most, all who stand level are told by who does not. */
const MOST_EXCEPT = 3

/** A crowd that stands level, told by the few that do not; `null` where names say more. */
const crowd = (
  level: string,
  places: readonly Place[],
  equal: readonly Place[],
  words: (place: Place) => string,
): string | null => {
  if (equal.length === places.length) return `各${level}（均为${words(equal[0]!)}）`
  const rest = places.filter((place) => !equal.includes(place))
  if (rest.length > MOST_EXCEPT || rest.some(({ cell }) => cell.value === null)) return null
  const except = rest.map((place) => `${place.name}（${words(place)}）`).join('、')
  return `除${except}外的${equal.length}个${level}（均为${words(equal[0]!)}）`
}

/**
 * Places with their values as an office names them, from those told, largest first: whoever stands level with the last
 * that is named is counted in, so that no order is made up among equals. Values that are compared have the same places.
 */
export const rankedWords = (
  indicator: Indicator,
  level: string,
  places: readonly Place[],
  { end, count }: End,
): string => {
  const told = places.filter(({ cell }) => cell.value !== null)
  if (told.length === 0) return '暂无数据'
  const all = named(indicator, told, end)
  if (all.length === 0) return `无（各${level}均为${valueWords(indicator, 0)}）`
  const shown = all.slice(0, count)
  const whole = shown.every(({ cell }) => Number.isInteger(cell.value))
  const words = ({ cell }: Place): string => (whole ? valueWords : placedWords)(indicator, cell.value)
  const lowest = valueWords(indicator, shown.at(-1)!.cell.value)
  const isLast = ({ cell }: Place): boolean => valueWords(indicator, cell.value) === lowest
  const equal = all.filter(isLast)
  const apart = shown.filter((place) => !isLast(place)).map((place) => `${place.name}（${words(place)}）`)
  const isCrowd = end === 'first' && apart.length === 0 && equal.length > 2 * count
  const many = isCrowd ? crowd(level, places, equal, words) : null
  if (many !== null) return many
  const last = shown.filter(isLast)
  if (equal.length === last.length)
    return [...apart, ...last.map((place) => `${place.name}（${words(place)}）`)].join('、')
  const names = (of: readonly Place[]): string => of.map(({ name }) => name).join('、')
  // One more name takes no more room than how many there are.
  const group = equal.length === last.length + 1 ? names(equal) : `${names(last)}等${equal.length}个${level}`
  return `${apart.length > 0 ? `${apart.join('、')}以及` : ''}${group}（均为${words(last[0]!)}）`
}
