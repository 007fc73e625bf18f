import type { Column } from '../schema/index.ts'
import type { Catalog, Dataset, DeliveredDataset } from '../model/index.ts'
import { derivedWords } from './value-words.ts'
import { CLASSES, code, durationWords, grainWord, KINDS, table } from './words.ts'

const TYPES: Record<Column['type'], string> = {
  text: '文本',
  integer: '整数',
  number: '数值',
  boolean: '是否',
  time: '时间',
  date: '日期',
  region: '区域',
  point: '点位',
}
const MASKS = { name: '姓名', phone: '电话', id: '证件号', address: '地址', point: '位置' } as const

const valuesWords = (values: Column['values']): string | undefined =>
  values && `取值：${[...new Set(Array.isArray(values) ? values : Object.values(values))].join('、')}`

const rangeWords = ({ min, max }: Column): string | null =>
  min === undefined && max === undefined
    ? null
    : min === undefined
      ? `≤ ${max}`
      : max === undefined
        ? `≥ ${min}`
        : `${min}～${max}`

const sourceWords = ({ from, compose, shift }: Column): string | null => {
  const head =
    from === undefined
      ? null
      : Array.isArray(from)
        ? `表头 ${from.map(code).join(' 或 ')}`
        : `经度 ${code(from.lon)}，纬度 ${code(from.lat)}`
  const parts = [
    head,
    compose && `由 ${code(compose)} 拼成`,
    shift && `${shift < 0 ? '前' : '后'}移 ${durationWords(Math.abs(shift))}`,
  ]
  return parts.filter(Boolean).join('，') || null
}

const rulesOf = (column: Column): string =>
  [
    valuesWords(column.values),
    rangeWords(column),
    column.pattern && `格式 ${code(column.pattern)}`,
    sourceWords(column),
    column.class === 'personal' && `个人信息${column.mask ? `，按${MASKS[column.mask]}脱敏` : ''}`,
  ]
    .filter(Boolean)
    .join('；')

const delivered = (dataset: DeliveredDataset): string => {
  const role = (name: string): string =>
    [dataset.key.includes(name) && '主键', dataset.time === name && '计入时间', dataset.updated === name && '定新旧']
      .filter(Boolean)
      .join('、')
  const columns = Object.entries(dataset.columns).map(([name, column]) => [
    code(name),
    column.title ?? '',
    TYPES[column.type],
    column.required ? '必填' : '',
    role(name),
    rulesOf(column),
  ])
  const dimensions = dataset.dimensions.map(({ title, each }) =>
    each ? `${title}（逐个列出，限有明细权限的人）` : title,
  )
  const checks = dataset.checks.map(({ rule, says }) => `- ${says}：应满足 ${code(rule.text)}`)
  return [
    table(['列', '名称', '类型', '必填', '作用', '规则'], columns),
    ...(dimensions.length > 0 ? ['', `分析维度：${dimensions.join('、')}。`] : []),
    ...(checks.length > 0 ? ['', '质量规则：', '', ...checks] : []),
  ].join('\n')
}

const regionWords = ({ region }: Dataset): string => {
  if (region === null) return '不归入区域'
  if ('column' in region) return `按 ${code(region.column)} 列`
  return 'point' in region
    ? `按 ${code(region.point)} 的位置落图`
    : `按 ${code(region.by)} 查登记表 ${code(region.lookup)} 的 ${code(region.take)}`
}

/** One dataset: who delivers it, how fresh it must be, and its columns. */
export const datasetWords = (dataset: Dataset, { datasets }: Catalog): string => {
  const kind =
    dataset.type === 'delivered'
      ? `${KINDS[dataset.kind]}${dataset.period ? `，每${grainWord(dataset.period)}` : ''}`
      : `由“${datasets.get(dataset.from)?.title ?? dataset.from}”计算`
  const facts = [
    `数源单位：${dataset.owner}`,
    `类别：${kind}`,
    `时效：${durationWords(dataset.freshnessSeconds)}`,
    `区域：${regionWords(dataset)}`,
    `敏感级：${CLASSES[dataset.class]}`,
    dataset.synthetic && '演示数据',
  ].filter(Boolean)
  const body =
    dataset.type === 'delivered'
      ? delivered(dataset)
      : table(
          ['列', '算法'],
          dataset.columns.map(({ name, value }) => [code(name), derivedWords(value)]),
        )
  return [
    `#### ${dataset.title} ${code(dataset.id)}`,
    '',
    `${facts.join('；')}。`,
    '',
    ...(dataset.note ? [dataset.note.endsWith('。') ? dataset.note : `${dataset.note}。`, ''] : []),
    body,
  ].join('\n')
}
