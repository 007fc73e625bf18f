import type { Catalog, Indicator } from '../../catalog/index.ts'
import type { RegionCode, Scope } from '../../contract/index.ts'
import type { FullReading, Indicators } from '../../indicators/index.ts'
import { watermarkOf, type Column, type Row, type Sheet, type Stamp } from '../export/index.ts'

const BETTER_WORDS = { higher: '越高越好', lower: '越低越好', neither: '无方向' }

const text = (name: string, width: number, brief = false): Column => ({ name, kind: 'text', width, brief })

const sheetOf = (name: string, columns: Column[], rows: Row[]): Sheet => ({
  name,
  columns,
  pages: async function* () {
    yield await Promise.resolve(rows)
  },
})

const ownersOf = (catalog: Catalog, { datasets }: Indicator): string =>
  [
    ...new Set(
      datasets.flatMap((id) => {
        const found = catalog.datasets.get(id)
        return found ? [found.owner] : []
      }),
    ),
  ].join('、')

/** What each indicator means, where that is written, and what this export is. */
export const definitionsSheet = (catalog: Catalog, indicators: readonly Indicator[], stamp: Stamp): Sheet => {
  const columns = [
    { ...text('指标', 22, true), title: true },
    text('口径', 60, true),
    text('单位', 14),
    text('方向', 10),
    text('依据', 30),
    text('数源单位', 22, true),
    text('指标编码', 28),
    text('定义位置', 34),
    text('定义版本', 14),
  ]
  const rows = indicators.map((one): Row => [
    one.title,
    one.meaning,
    one.unit,
    BETTER_WORDS[one.better],
    one.basis ?? '',
    ownersOf(catalog, one),
    one.id,
    `${one.origin.file}:${one.origin.line}`,
    catalog.revision.slice(0, 12),
  ])
  const whole: Row = [
    '（本次导出）',
    `范围：${stamp.scope}；数据截至 ${stamp.asOf.slice(0, 16).replace('T', ' ')}，版本号 ${stamp.version}；导出：${watermarkOf(stamp)}`,
    '',
    '',
    '',
    '',
    '',
    '',
    '',
  ]
  return sheetOf('口径', columns, [...rows, whole])
}

const QUALITY: Column[] = [
  { ...text('数据资源', 26, true), title: true },
  text('数源单位', 22, true),
  { name: '最近到达', kind: 'time', width: 17, brief: true },
  { name: '应更新间隔（小时）', kind: 'number', width: 18 },
  text('状态', 12, true),
  { name: '今日入库', kind: 'number', width: 12 },
  { name: '今日拒收', kind: 'number', width: 12 },
  text('说明', 30),
]

const qualityRows = async (
  reading: FullReading,
  indicators: readonly Indicator[],
  region: RegionCode,
): Promise<Row[]> => {
  const deliveries = new Map((await reading.deliveries()).map((one) => [one.dataset, one]))
  return [...new Set(indicators.flatMap(({ datasets }) => datasets))].flatMap((id): Row[] => {
    const dataset = reading.catalog.datasets.get(id)
    if (!dataset) return []
    const heard = reading.heardFrom(id, region)
    const today = deliveries.get(id)
    return [
      [
        dataset.title,
        dataset.owner,
        heard,
        dataset.freshnessSeconds / 3600,
        heard === null ? '从未报送' : reading.isLate(id, region) ? '超时未更新' : '正常',
        today?.rows ?? null,
        today?.rejected ?? null,
        dataset.synthetic ? '演示数据' : '',
      ],
    ]
  })
}

/** How far the data can be trusted: when each source was last heard from for the region, and what it refused today. */
export const qualitySheet = (
  numbers: Indicators,
  scope: Scope,
  indicators: readonly Indicator[],
  region: RegionCode,
): Sheet => ({
  name: '质量',
  columns: QUALITY,
  pages: async function* () {
    yield await numbers.reading(scope, (reading) => qualityRows(reading, indicators, region))
  },
})
