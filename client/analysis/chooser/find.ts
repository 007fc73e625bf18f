import type { IndicatorInfo, RegionRef } from '../../../server/contract/index.ts'

/** Indicators of one theme that hold all words looked for, in title, meaning, owner or id. */
interface ThemeGroup {
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

const STEPS: Record<string, number> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -Infinity,
  End: Infinity,
}

/** Where a key leads in a list of so many, `null` = nowhere; before the first (`-1`) every key leads into it. */
export const placeAfter = (key: string, at: number, length: number): number | null => {
  const step = STEPS[key]
  return step === undefined || length === 0 ? null : Math.max(0, Math.min(length - 1, at + step))
}

/** Places of a level at or below a region, in the tree's order. */
export const placesBelow = (regions: readonly RegionRef[], region: string, level: string): RegionRef[] => {
  const parents = new Map(regions.map(({ code, parent }) => [code, parent]))
  const under = (code: string | null | undefined): boolean =>
    code === region || (code != null && under(parents.get(code)))
  return regions.filter((one) => one.level === level && under(one.code))
}
