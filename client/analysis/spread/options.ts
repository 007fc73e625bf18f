import {
  bucketTitle,
  formatNumber,
  type CorrelationAnswer,
  type DistributionAnswer,
  type IndicatorInfo,
} from '../../../server/contract/index.ts'
import type { Bars, Pairs } from '../../charts/desk/index.ts'

const NAMED = 8

/** A distribution as bars. */
export const barsOf = ({ bins }: DistributionAnswer, { unit, decimals }: IndicatorInfo): Bars => ({
  unit,
  bins: bins.map(({ from, to, count, places }) => {
    const digits = Number.isInteger(from) && Number.isInteger(to) ? 0 : Math.max(1, decimals)
    const name = `${formatNumber(from, digits)}–${formatNumber(to, digits)}`
    return {
      name,
      count,
      words: [
        `${name} ${unit}：${count} 个`,
        places
          .slice(0, NAMED)
          .map((place) => place.name)
          .join('、') + (places.length > NAMED ? ' 等' : ''),
      ],
    }
  }),
})

const SHARES: Record<string, string> = {
  0: '最小',
  0.1: '10% 分位',
  0.25: '25% 分位',
  0.5: '中位数',
  0.75: '75% 分位',
  0.9: '90% 分位',
  1: '最大',
}

/** The figures beside the bars. */
export const figuresOf = (
  answer: DistributionAnswer,
  { decimals }: IndicatorInfo,
): { title: string; text: string }[] => [
  ...answer.quantiles.map(({ at, value }) => ({ title: SHARES[at] ?? `${at}`, text: formatNumber(value, decimals) })),
  { title: '平均', text: formatNumber(answer.mean, decimals) },
  { title: '有数', text: `${answer.known} 个` },
  { title: '无数', text: `${answer.silent} 个` },
]

/** A correlation as points. */
export const pairsOf = ({ points }: CorrelationAnswer, x: IndicatorInfo, y: IndicatorInfo): Pairs => {
  const axis = ({ title, unit, decimals }: IndicatorInfo) => ({
    name: unit ? `${title}（${unit}）` : title,
    format: (value: number) => formatNumber(value, Number.isInteger(value) ? 0 : Math.max(1, decimals)),
  })
  return {
    points: points.map((point) => ({
      x: point.x,
      y: point.y,
      name: point.title,
      words: [
        point.title,
        `${x.title} ${formatNumber(point.x, x.decimals)} ${x.unit}`,
        `${y.title} ${formatNumber(point.y, y.decimals)} ${y.unit}`,
      ],
    })),
    x: axis(x),
    y: axis(y),
  }
}

/** Of which time the points are; empty where there are none. */
const spanWords = ({ points, grain }: CorrelationAnswer): string => {
  const [first, last] = [points[0], points.at(-1)].map((point) => point && bucketTitle(point.bucket, grain))
  return first === undefined || last === undefined ? '' : first === last ? first : `${first}至${last}`
}

/** Time and coefficients in words. */
export const coefficientWords = (answer: CorrelationAnswer): string[] => {
  const { n, unpaired, pearson, interval, spearman } = answer
  return [
    spanWords(answer),
    `皮尔逊 ${formatNumber(pearson, 2)}${interval ? `（95% 区间 ${formatNumber(interval[0], 2)} 至 ${formatNumber(interval[1], 2)}）` : ''}`,
    `斯皮尔曼 ${formatNumber(spearman, 2)}`,
    `${n} 对${unpaired > 0 ? `，另有 ${unpaired} 处缺一方而未计` : ''}`,
  ].filter(Boolean)
}
