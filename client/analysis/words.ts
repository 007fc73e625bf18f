import { bucketTitle } from '../../server/contract/index.ts'
import type { OnScreen } from './shown.ts'

/** What the words of places, levels and dimensions are looked up in. */
interface Names {
  region: (code: string) => { name: string } | null
  levelTitle: (level: string) => string
  dimensions: readonly { id: string; title: string }[]
}

/** What is on screen, in words: where, when, by what it is cut and what was looked for. */
export const wordsOf = (
  { region, level, only, grain, from, to, by = [], find = '' }: OnScreen,
  { region: regionOf, levelTitle, dimensions }: Names,
): string => {
  const [first, last] = [bucketTitle(from, grain), bucketTitle(to, grain)]
  return [
    regionOf(region)?.name,
    level ? (only.length > 0 ? `所选 ${only.length} 个${levelTitle(level)}` : `各${levelTitle(level)}`) : '',
    first === last ? first : `${first}至${last}`,
    by.length > 0 ? `按${by.map((id) => dimensions.find((one) => one.id === id)?.title ?? id).join('、')}` : '',
    find ? `名称含“${find}”` : '',
  ]
    .filter(Boolean)
    .join(' · ')
}
