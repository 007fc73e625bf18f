import type { Bands, Catalog, Indicator, Target } from '../model/index.ts'
import { legendOf } from '../legend.ts'
import { valueWords } from './value-words.ts'
import { BAND_WORDS, code, DIRECTIONS, grainWord } from './words.ts'

export type LevelTitle = (level: string) => string

const bandsWords = (bands: Bands, levelTitle: LevelTitle): string => {
  const levels = Object.entries(bands.rules).map(([level, rules]) => {
    const legend = legendOf(rules, bands.scale).map(({ band, words }) => `${BAND_WORDS[band]} ${words}`)
    return `${level === '*' ? '各级' : levelTitle(level)}：${legend.join('，')}`
  })
  return `${levels.join('；')}${bands.grains ? `（只评${bands.grains.map(grainWord).join('、')}）` : ''}`
}

const targetWords = ({ kind, years }: Target, unit: string): string => {
  const suffix = unit === '' ? '' : unit === '%' ? '%' : ` ${unit}`
  const values = years.map(({ year, value, regions }) => {
    const own = Object.entries(regions).map(([region, one]) => `${region} 为 ${one}${suffix}`)
    return `${year === 0 ? '' : `${year} 年 `}${[...(value === null ? [] : [`${value}${suffix}`]), ...own].join('，')}`
  })
  return `${kind === 'binding' ? '约束性' : '预期性'}：${values.join('，')}`
}

/** One indicator: what it means and how it comes about. */
export const indicatorWords = (indicator: Indicator, catalog: Catalog, levelTitle: LevelTitle): string => {
  const { id, title, meaning, basis, unit, better, from, where, value, grains, grain, target, bands, origin } =
    indicator
  const source = from === null ? indicator.datasets : [from]
  const lines = [
    `含义：${meaning}。`,
    basis && `依据：${basis}。`,
    `单位：${unit === '' ? '无' : unit}；方向：${DIRECTIONS[better]}；粒度：${grains.map(grainWord).join('、')}（默认${grainWord(grain)}）${indicator.synthetic ? '；演示数据' : ''}。`,
    `算法：${valueWords(value, catalog)}${where ? `；只计 ${code(where.text)}` : ''}。`,
    `数据：${source.map((dataset) => `${catalog.datasets.get(dataset)?.title ?? dataset} ${code(dataset)}`).join('、')}。`,
    target && `目标：${targetWords(target, unit)}。`,
    bands && `分级：${bandsWords(bands, levelTitle)}。`,
    `定义：${code(origin.file)}。`,
  ]
  return [`#### ${title} ${code(id)}`, '', ...lines.filter(Boolean).map((line) => `- ${line}`)].join('\n')
}
