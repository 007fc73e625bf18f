import type { Catalog } from '../../catalog/index.ts'
import type { Block } from '../document/model.ts'
import { watermarkOf, type Stamp } from '../export/exporter.ts'
import { momentWords } from './words.ts'

/** What the reader needs to trust the report: state of the data, who made it, and what each number means. */
export const appendixOf = (indicators: readonly string[], catalog: Catalog, stamp: Stamp): Block[] => {
  const found = [...new Set(indicators)].flatMap((id) => catalog.indicators.get(id) ?? [])
  const owners = (datasets: readonly string[]): string =>
    [...new Set(datasets.flatMap((id) => catalog.datasets.get(id)?.owner ?? []))].join('、')
  const synthetic = found.some((one) => one.synthetic)
  return [
    { kind: 'heading', text: '附录　数据说明' },
    { kind: 'paragraph', text: `数据截至${momentWords(stamp.asOf)}，版本号 ${stamp.version}；范围：${stamp.scope}。` },
    {
      kind: 'paragraph',
      text: `导出：${watermarkOf(stamp)}；指标定义版本 ${catalog.revision.slice(0, 12)}。统计期未结束的，同比、环比均取对照期的同一时段。${synthetic ? '本报告含演示数据，不作为正式依据。' : ''}`,
    },
    {
      kind: 'table',
      caption: '指标口径',
      columns: [
        { name: '指标', numeric: false, share: 1.5 },
        { name: '单位', numeric: false, share: 0.8 },
        { name: '口径', numeric: false, share: 3.4 },
        { name: '数源单位', numeric: false, share: 1.4 },
      ],
      rows: found.map((one) => [one.title, one.unit, one.meaning, owners(one.datasets)]),
    },
  ]
}
