import type { Indicator, Target } from '../../catalog/index.ts'
import type { Band, Grain, RegionCode } from '../../contract/index.ts'

const HOLDS = {
  '<': (value: number, limit: number) => value < limit,
  '<=': (value: number, limit: number) => value <= limit,
  '>': (value: number, limit: number) => value > limit,
  '>=': (value: number, limit: number) => value >= limit,
} as const

/** Whether a value reaches a target, by the indicator's direction; undirected ones are met at or above it. */
export const meets = (indicator: Indicator, value: number, target: number): boolean =>
  indicator.better === 'lower' ? value <= target : value >= target

/**
 * The band of a value at a level of region. Declared bands decide where they apply to the level and grain;
 * otherwise a binding target (约束性) is red when missed and green when met; an expected one never colours.
 */
export const bandOf = (
  indicator: Indicator,
  value: number | null,
  { level, grain, target }: { level: string; grain: Grain; target: number | null },
): Band | null => {
  if (value === null) return null
  const bands = indicator.bands
  const rules =
    bands && (bands.grains === null || bands.grains.includes(grain))
      ? (bands.rules[level] ?? bands.rules['*'])
      : undefined
  if (rules) {
    const hit = rules.find((rule) => HOLDS[rule.when.operator](value, rule.when.number))
    return hit ? hit.band : bands!.scale === 'three' ? 'green' : null
  }
  if (indicator.target?.kind === 'binding' && target !== null) return meets(indicator, value, target) ? 'green' : 'red'
  return null
}

const valueIn = (year: Target['years'][number], region: RegionCode): number | null => year.regions[region] ?? year.value

/** The target of a region for a year: that year's, else the next one still ahead, else the last one. */
export const targetOf = (indicator: Indicator, region: RegionCode, year: number): number | null => {
  const known = (indicator.target?.years ?? []).filter((one) => valueIn(one, region) !== null)
  const chosen = known.find((one) => one.year >= year) ?? known.at(-1)
  return chosen ? valueIn(chosen, region) : null
}
