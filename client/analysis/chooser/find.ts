import type { IndicatorInfo, RegionRef } from '../../../server/contract/index.ts'

/** Indicators of one theme that hold all words looked for, in title, meaning, owner or id. */
export interface ThemeGroup {
  id: string
  title: string
  indicators: IndicatorInfo[]
}

const holds = (info: IndicatorInfo, words: readonly string[]): boolean => {
  const text = `${info.title} ${info.meaning} ${info.owner ?? ''} ${info.id}`.toLowerCase()
  return words.every((word) => text.includes(word))
}

/** The indicators found, by theme in the themes' order; themes without any are left out. */
export const findIndicators = (
  indicators: readonly IndicatorInfo[],
  themes: readonly { id: string; title: string }[],
  sought: string,
): ThemeGroup[] => {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean)
  return themes
    .map(({ id, title }) => ({
      id,
      title,
      indicators: indicators.filter((info) => info.theme === id && holds(info, words)),
    }))
    .filter((group) => group.indicators.length > 0)
}

/** Places of a level at or below a region, in the tree's order. */
export const placesBelow = (regions: readonly RegionRef[], region: string, level: string): RegionRef[] => {
  const parents = new Map(regions.map(({ code, parent }) => [code, parent]))
  const under = (code: string | null | undefined): boolean =>
    code === region || (code != null && under(parents.get(code)))
  return regions.filter((one) => one.level === level && under(one.code))
}
