import type { KnownColumn, KnownColumns } from '../../expression/index.ts'
import type { Definition } from '../../reading/definition.ts'
import type { DatasetDefinition, DeliveredDefinition } from '../../schema/index.ts'
import type { DatasetBase, DeliveredDataset, RegionSource } from '../../model/index.ts'
import { caseSourceOf } from './case-source.ts'
import { checkColumn } from './column.ts'
import { dimensionsOf } from './dimensions.ts'
import { columnNamed, columnsOf, expression, knownColumns, themeOf, useDataset, type Desk } from '../context.ts'

const MOMENTS = ['TIMESTAMP', 'DATE']

export const isPoint = ({ type }: KnownColumn): boolean => type.startsWith('STRUCT')

/** What all datasets have. */
export const baseOf = (written: DatasetDefinition, { place }: Definition, desk: Desk): DatasetBase => ({
  id: written.id,
  title: written.title,
  theme: themeOf(written.id, desk),
  owner: written.owner,
  freshnessSeconds: written.freshness,
  synthetic: written.synthetic,
  class: written.class,
  ...(written.small_count === undefined ? {} : { smallCount: written.small_count }),
  note: written.note ?? null,
  origin: { file: place.file, line: place.line, yaml: place.yaml },
})

const lookupRegion = async (
  region: { lookup: string; by: string; take: string },
  columns: KnownColumns,
  desk: Desk,
): Promise<RegionSource | null> => {
  const { report } = desk
  columnNamed(region.by, columns, report, ['region', 'by'])
  const registry = await useDataset(region.lookup, desk, ['region', 'lookup'])
  if (registry === null) return null
  if (registry.type === 'derived') {
    report.add(['region', 'lookup'], `${region.lookup} 是计算出来的，不能作登记表`)
    return null
  }
  if (registry.key.length !== 1)
    report.add(['region', 'lookup'], `登记表 ${region.lookup} 的 key 应只有一列，才能按 ${region.by} 查到一行`)
  const taken = columnNamed(region.take, await columnsOf(registry, desk), report, ['region', 'take'])
  if (taken && taken.type !== 'VARCHAR') report.add(['region', 'take'], `${region.take} 应是登记区域代码的文本列`)
  return region
}

const regionOf = async (
  written: DeliveredDefinition,
  columns: KnownColumns,
  desk: Desk,
): Promise<RegionSource | null> => {
  const { region } = written
  const { report } = desk
  if (region === undefined) return null
  if (typeof region === 'string') {
    if (!columnNamed(region, columns, report, ['region'])) return null
    if (written.columns[region]!.type !== 'region')
      report.add(['region'], `列 ${region} 的类型应为 region，现在是 ${written.columns[region]!.type}`)
    return { column: region }
  }
  if ('lookup' in region) return lookupRegion(region, columns, desk)
  const point = columnNamed(region.point, columns, report, ['region', 'point'])
  if (point && !isPoint(point)) report.add(['region', 'point'], `列 ${region.point} 应为 point 类型`)
  return region
}

const checkKind = (written: DeliveredDefinition, columns: KnownColumns, { report }: Desk): void => {
  written.key.forEach((name, index) => columnNamed(name, columns, report, ['key', index]))
  const time = columnNamed(written.time, columns, report, ['time'])
  if (time && !MOMENTS.includes(time.type)) {
    report.add(['time'], `列 ${written.time} 应为 time 或 date 类型，现在是 ${written.columns[written.time]!.type}`)
  }
  if (written.kind !== 'reading' && written.key.length === 0)
    report.add(['kind'], `${written.kind} 要写 key：哪几列认定同一件事物`)
  if (written.kind === 'snapshot' && written.period === undefined)
    report.add(['kind'], 'snapshot 要写 period：每日、每周、每月还是每年一份')
  if (written.kind !== 'snapshot' && written.period !== undefined)
    report.add(['period'], '只有 snapshot 才写 period', { key: true })
}

const updatedOf = (written: DeliveredDefinition, columns: KnownColumns, { report }: Desk): string | null => {
  if (written.updated !== undefined) {
    if (written.kind !== 'record') report.add(['updated'], '只有 record 才写 updated', { key: true })
    const updated = columnNamed(written.updated, columns, report, ['updated'])
    if (updated && !MOMENTS.includes(updated.type))
      report.add(['updated'], `列 ${written.updated} 应为 time 或 date 类型`)
    return written.updated
  }
  return written.kind === 'record' && columns['updated_at']?.type === 'TIMESTAMP' ? 'updated_at' : null
}

/** Checks what a department is to deliver; problems go to the report and make the result void. */
export const resolveDelivered = async (
  written: DeliveredDefinition,
  definition: Definition,
  desk: Desk,
): Promise<DeliveredDataset> => {
  const { report } = desk
  const columns = knownColumns(written.columns)
  for (const [name, column] of Object.entries(written.columns)) checkColumn(column, report, ['columns', name])
  checkKind(written, columns, desk)
  const checks: DeliveredDataset['checks'] = []
  for (const [index, { rule, says }] of written.checks.entries()) {
    const path = ['checks', index, 'rule']
    const checked = await expression({ text: rule, columns, expected: 'condition' }, desk, path)
    if (checked?.usesBucketEnd) report.add(path, 'bucket_end() 只能用在指标里')
    if (checked) checks.push({ rule: checked, says })
  }
  return {
    ...baseOf(written, definition, desk),
    type: 'delivered',
    kind: written.kind,
    key: written.key,
    time: written.time,
    period: written.period ?? null,
    updated: updatedOf(written, columns, desk),
    region: await regionOf(written, columns, desk),
    columns: written.columns,
    dimensions: await dimensionsOf(written, columns, desk),
    checks,
    fedBy: written.fed_by ?? null,
    opens: await caseSourceOf(written, columns, desk),
  }
}
