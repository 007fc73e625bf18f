import type { CorrelationAnswer, Grain, RegionCode } from '../../contract/index.ts'
import { pickedOf } from '../../indicators/index.ts'
import { placesOf, type Reader } from '../context.ts'
import { intervalOf, pearson, spearman } from './statistics.ts'

/** Over the places of `level`, or `only` some of them, in the last bucket, or over all buckets of `region`. */
export interface CorrelationQuery {
  indicator: string
  with: string
  region: RegionCode
  level: string | undefined
  only?: readonly RegionCode[] | undefined
  grain: Grain
  first: number
  last: number
}

const STRENGTHS = [
  [0.8, '很强'],
  [0.6, '较强'],
  [0.4, '中等'],
  [0.2, '较弱'],
  [0, '很弱或没有'],
] as const
/** Fewer pairs than this say nothing. */
const FEWEST = 8

const wordsOf = (r: number | null, n: number): string => {
  if (n < FEWEST) return `只有 ${n} 对数值，太少，不足以判断两者是否相关。`
  if (r === null) return '其中一个指标没有变化，无法计算相关。'
  const strength = STRENGTHS.find(([least]) => Math.abs(r) >= least)![1]
  return Math.abs(r) < 0.2 ? `两者相关${strength}。` : `两者呈${strength}的${r > 0 ? '正' : '负'}相关。相关不等于因果。`
}

/** How two indicators go together, over pairs where both are known. Throws `Refused`. */
export const correlation = (
  { indicators, regions, scope }: Reader,
  query: CorrelationQuery,
): Promise<CorrelationAnswer> =>
  indicators.reading(scope, async ({ cells, version, asOf }) => {
    const { level, grain, last } = query
    const places = pickedOf(
      placesOf(regions, query.region, level),
      level === undefined ? undefined : query.only,
    ).filter(({ kind }) => level === undefined || kind === 'place')
    const asked = {
      regions: places.map(({ code }) => code),
      grain,
      first: level === undefined ? query.first : last,
      last,
    }
    const left = await cells({ ...asked, indicator: query.indicator })
    const right = await cells({ ...asked, indicator: query.with })
    const points = left.flatMap(({ value: x, region, bucket }, index): CorrelationAnswer['points'] => {
      const y = right[index]!.value
      return x === null || y === null
        ? []
        : [{ title: level === undefined ? bucket.slice(0, 10) : regions.get(region)!.name, region, bucket, x, y }]
    })
    const [x, y] = [points.map((point) => point.x), points.map((point) => point.y)]
    const r = pearson(x, y)
    return {
      indicator: query.indicator,
      with: query.with,
      grain,
      version,
      asOf,
      points,
      across: level === undefined ? 'time' : 'regions',
      n: points.length,
      unpaired: left.length - points.length,
      pearson: r,
      interval: intervalOf(r, points.length),
      spearman: spearman(x, y),
      words: wordsOf(r, points.length),
    }
  })
