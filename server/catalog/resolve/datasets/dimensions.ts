import type { KnownColumns } from '../../expression/index.ts'
import type { Column, DeliveredDefinition } from '../../schema/index.ts'
import type { DeliveredDataset, Dimension } from '../../model/index.ts'
import { columnNamed, useDataset, type Desk } from '../context.ts'

/** What a category column may hold; `null` for a column that is none, or that tells one person from another. */
const valuesOf = ({ type, values, class: sensitivity, mask }: Column): string[] | null =>
  type !== 'text' || values === undefined || sensitivity === 'personal' || mask !== undefined
    ? null
    : [...new Set(Array.isArray(values) ? values : Object.values(values))]

const ownDimensions = (columns: Readonly<Record<string, Column>>): Dimension[] =>
  Object.entries(columns).flatMap(([id, column]) => {
    const values = valuesOf(column)
    return values === null ? [] : [{ id, title: column.title ?? id, values, source: { column: id } }]
  })

type Path = (string | number)[]

const checkCategory = (registry: DeliveredDataset, take: string, { report }: Desk, path: Path): string[] | null => {
  const column = registry.columns[take]
  const values = column ? valuesOf(column) : null
  if (values === null)
    report.add(
      [...path, 'take'],
      `登记表 ${registry.id} 的 ${take} 应是写了 values 的文本列，且不是个人信息；要逐个列出登记的对象，加 each: true`,
    )
  return values
}

const isPersonal = (column: Column | undefined): boolean => column?.class === 'personal' || column?.mask !== undefined

/** Things told one by one have a name of their own, and are no persons. */
const checkThings = (registry: DeliveredDataset, written: DeliveredDefinition, index: number, desk: Desk): void => {
  const { by, take } = written.dimensions[index]!
  const path: Path = ['dimensions', index]
  const column = registry.columns[take]
  if (column?.type !== 'text' || column.values !== undefined)
    desk.report.add(
      [...path, 'take'],
      `each: true 时，登记表 ${registry.id} 的 ${take} 应是名称，即没有写 values 的文本列`,
    )
  if ([written.class, registry.class].includes('personal') || isPersonal(column) || isPersonal(written.columns[by]))
    desk.report.add([...path, 'each'], '个人信息不能逐个列出：请去掉 each，明细按审批导出')
}

/** Categories of a dataset's rows: its own category columns, then those its registries know. */
export const dimensionsOf = async (
  written: DeliveredDefinition,
  columns: KnownColumns,
  desk: Desk,
): Promise<Dimension[]> => {
  const dimensions = ownDimensions(written.columns)
  for (const [index, { id, title, lookup, by, take, each }] of written.dimensions.entries()) {
    const path: Path = ['dimensions', index]
    if (dimensions.some((known) => known.id === id)) desk.report.add([...path, 'id'], `维度 ${id} 已经有了`)
    columnNamed(by, columns, desk.report, [...path, 'by'])
    const registry = await useDataset(lookup, desk, [...path, 'lookup'])
    if (registry?.type === 'derived') desk.report.add([...path, 'lookup'], `${lookup} 是计算出来的，不能作登记表`)
    if (registry?.type !== 'delivered') continue
    if (registry.key.length !== 1)
      desk.report.add([...path, 'lookup'], `登记表 ${registry.id} 的 key 应只有一列，才能查到一行`)
    const source = { lookup, by, key: registry.key[0]!, take }
    if (each) {
      checkThings(registry, written, index, desk)
      dimensions.push({ id, title, values: [], each, source })
      continue
    }
    const values = checkCategory(registry, take, desk, path)
    if (values) dimensions.push({ id, title, values, source })
  }
  return dimensions
}
