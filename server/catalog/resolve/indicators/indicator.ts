import type { Grain } from '../../../contract/index.ts'
import { derives } from '../../../lib/index.ts'
import type { Definition } from '../../reading/definition.ts'
import type { Report } from '../../reading/report.ts'
import type { IndicatorDefinition } from '../../schema/index.ts'
import type { Dataset, Expression, Indicator, Value } from '../../model/index.ts'
import { isCompound, resolveCompound } from './compound.ts'
import { columnsOf, expression, themeOf, useDataset, type Desk } from '../context.ts'
import { resolveBands, resolveTarget } from './judgement.ts'
import { resolveValue } from './value.ts'

interface Source {
  from: string | null
  where: Expression | null
  value: Value | null
  datasets: string[]
  synthetic: boolean
}

const finestOf = (dataset: Dataset): Grain => (dataset.type === 'derived' ? dataset.every : (dataset.period ?? 'hour'))

/** A week's report says nothing about one of its days, and weeks do not make a month. */
const checkGrains = (written: IndicatorDefinition, dataset: Dataset, report: Report): void => {
  const finest = finestOf(dataset)
  written.grains.forEach((grain, index) => {
    if (!derives(grain, finest)) report.add(['grains', index], `${dataset.id} 最细到 ${finest}，不能给出 ${grain}`)
  })
}

/**
 * What is open is asked at the end of every bucket at once, so its conditions cannot look at the clock; a moment of the
 * row can say the same.
 */
const checkClock = (where: Expression | null, value: Value | null, report: Report): void => {
  if (value?.kind !== 'active') return
  const clocked = (one: Expression | null): boolean => one !== null && (one.usesNow || one.usesBucketEnd)
  const says =
    '“未结”按每个时段末分别判断，这里不能用 now() 或 bucket_end()；请改用行内的时间，例如 active: { from: due_at, until: closed_at }'
  if (clocked(where)) report.add(['where'], says)
  if (clocked(value.from)) report.add(['value', 'active', 'from'], says)
  if (clocked(value.until)) report.add(['value', 'active', 'until'], says)
}

const fromDataset = async (written: IndicatorDefinition, desk: Desk): Promise<Source | null> => {
  const { report } = desk
  if (written.from === undefined) {
    report.add([], '缺少 from：由哪个数据资源计算')
    return null
  }
  const dataset = await useDataset(written.from, desk, ['from'])
  if (dataset === null) return null
  checkGrains(written, dataset, report)
  const columns = await columnsOf(dataset, desk)
  const where =
    written.where === undefined
      ? null
      : await expression({ text: written.where, columns, expected: 'condition' }, desk, ['where'])
  const value = await resolveValue(written, { columns, desk })
  checkClock(where, value, report)
  return { from: dataset.id, where, value, datasets: [dataset.id], synthetic: dataset.synthetic }
}

const fromIndicators = async (written: IndicatorDefinition, desk: Desk): Promise<Source | null> => {
  for (const key of ['from', 'where'] as const) {
    if (written[key] !== undefined) desk.report.add([key], `公式和综合指数由其他指标得出，不写 ${key}`, { key: true })
  }
  const compound = await resolveCompound(written, desk)
  if (compound === null) return null
  const datasets = [...new Set(compound.parts.flatMap((part) => part.datasets))]
  return {
    from: null,
    where: null,
    value: compound.value,
    datasets,
    synthetic: compound.parts.some((part) => part.synthetic),
  }
}

const grainOf = ({ grain, grains }: IndicatorDefinition, report: Report): Grain => {
  if (grain !== undefined && !grains.includes(grain)) report.add(['grain'], `默认粒度 ${grain} 不在 grains 里`)
  return grain ?? grains[0]!
}

/** Checks an indicator against its dataset or the indicators it is made of. */
export const resolveIndicator = async (
  written: IndicatorDefinition,
  { place }: Definition,
  desk: Desk,
): Promise<Indicator | null> => {
  const { report } = desk
  const theme = themeOf(written.id, desk)
  const bands = resolveBands(written, desk.levels, report)
  const target = resolveTarget(written, report)
  const grain = grainOf(written, report)
  const source = isCompound(written.value) ? await fromIndicators(written, desk) : await fromDataset(written, desk)
  if (source === null || source.value === null) return null
  const { id, title, meaning, basis, unit, decimals, better, grains } = written
  return {
    id,
    title,
    theme,
    meaning,
    basis: basis ?? null,
    unit,
    decimals,
    better,
    ...source,
    value: source.value,
    grains,
    grain,
    bands,
    target,
    origin: { file: place.file, line: place.line, yaml: place.yaml },
  }
}
