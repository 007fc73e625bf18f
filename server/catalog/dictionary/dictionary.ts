import type { Catalog } from '../model/index.ts'
import { alertWords } from './alert-words.ts'
import { datasetWords } from './dataset-words.ts'
import { indicatorWords, type LevelTitle } from './indicator-words.ts'
import { code, DIRECTIONS, durationWords, grainWord, table } from './words.ts'

const HEAD = [
  '# 指标字典',
  '',
  '本文由 `yiping docs` 从 `metrics/` 的定义生成，请不要直接修改；要改口径，请改定义文件。',
  '',
  '各级区域的数都由明细重新计算：比率先分别合计分子、分母再相除，平均先求总和再除以个数，不对比率和平均数求平均。没有数据的写“—”，不写 0。',
  '阈值凡未注明依据的，均为建议值，正式使用前由主管部门核定。',
]

const overview = ({ themes, datasets, indicators, alerts }: Catalog): string => {
  const rows = themes.map(({ id, title }) => {
    const count = (all: Iterable<{ theme: string }>): string =>
      String([...all].filter(({ theme }) => theme === id).length)
    return [title, count(datasets.values()), count(indicators.values()), count(alerts.values())]
  })
  return table(
    ['领域', '数据资源', '指标', '预警规则'],
    [...rows, ['合计', String(datasets.size), String(indicators.size), String(alerts.size)]],
  )
}

const themeSection = (theme: { id: string; title: string }, catalog: Catalog, levelTitle: LevelTitle): string => {
  const indicators = [...catalog.indicators.values()].filter((one) => one.theme === theme.id)
  const datasets = [...catalog.datasets.values()].filter((one) => one.theme === theme.id)
  const alerts = [...catalog.alerts.values()].filter((one) => one.theme === theme.id)
  return [
    `## ${theme.title}`,
    '### 指标',
    table(
      ['指标', '编号', '单位', '方向', '粒度'],
      indicators.map(({ id, title, unit, better, grains }) => [
        title,
        code(id),
        unit,
        DIRECTIONS[better],
        grains.map(grainWord).join('、'),
      ]),
    ),
    ...indicators.map((one) => indicatorWords(one, catalog, levelTitle)),
    ...(alerts.length > 0 ? ['### 预警规则', ...alerts.map((one) => alertWords(one, catalog, levelTitle))] : []),
    '### 数据资源',
    table(
      ['数据资源', '编号', '数源单位', '时效'],
      datasets.map(({ id, title, owner, freshnessSeconds }) => [
        title,
        code(id),
        owner,
        durationWords(freshnessSeconds),
      ]),
    ),
    ...datasets.map((one) => datasetWords(one, catalog)),
  ].join('\n\n')
}

/** The dictionary of all definitions (指标字典) in Markdown; equal catalogues give equal text. */
export const dictionary = (catalog: Catalog, levelTitle: LevelTitle): string =>
  `${[HEAD.join('\n'), overview(catalog), ...catalog.themes.map((theme) => themeSection(theme, catalog, levelTitle))].join('\n\n')}\n`
