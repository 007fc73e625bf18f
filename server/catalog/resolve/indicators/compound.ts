import type { Grain } from '../../../contract/index.ts'
import { compileFormula, unusedLetters } from '../../formula/index.ts'
import type { Path } from '../../reading/place.ts'
import type { IndicatorDefinition, ValueDefinition } from '../../schema/index.ts'
import type { Indicator, Value } from '../../model/index.ts'
import { useIndicator, type Desk } from '../context.ts'
import { checkLine } from '../datasets/derived.ts'

/** A value made of other indicators, and these. */
interface Compound {
  value: Value
  parts: Indicator[]
}

type FormulaDefinition = Extract<ValueDefinition, { formula: string }>
type IndexDefinition = Extract<ValueDefinition, { index: unknown }>

export const isCompound = (value: ValueDefinition): boolean => 'formula' in value || 'index' in value

/** A part that is not computed at a grain has no value there, and neither has the whole. */
const partOf = async (id: string, grains: readonly Grain[], desk: Desk, path: Path): Promise<Indicator | null> => {
  const part = await useIndicator(id, desk, path)
  const missing = grains.filter((grain) => part !== null && !part.grains.includes(grain))
  if (missing.length > 0) desk.report.add(path, `指标 ${id} 没有 ${missing.join('、')} 粒度，本指标也就不能有`)
  return part
}

const formulaOf = async (
  written: FormulaDefinition,
  grains: readonly Grain[],
  desk: Desk,
): Promise<Compound | null> => {
  const { report } = desk
  const { formula: text, ...named } = written as { formula: string } & Record<string, string>
  const found: [string, Indicator | null][] = []
  for (const [letter, id] of Object.entries(named))
    found.push([letter, await partOf(id, grains, desk, ['value', letter])])
  const compiled = await compileFormula(text, Object.keys(named), desk.probe)
  if ('problems' in compiled) {
    for (const { message, offset } of compiled.problems) report.add(['value', 'formula'], message, { offset })
    return null
  }
  for (const letter of unusedLetters(text, Object.keys(named)))
    report.add(['value', letter], `公式里没有用到 ${letter}`, { key: true })
  const parts = found.flatMap(([, part]) => (part ? [part] : []))
  return { value: { kind: 'formula', text, parts: named, evaluate: compiled.evaluate }, parts }
}

const indexOf = async ({ index }: IndexDefinition, grains: readonly Grain[], desk: Desk): Promise<Compound> => {
  const { report } = desk
  const parts: Indicator[] = []
  const weighed: Extract<Value, { kind: 'index' }>['parts'] = []
  for (const [id, { weight, line }] of Object.entries(index)) {
    const path = ['value', 'index', id]
    const part = await partOf(id, grains, desk, path)
    checkLine(line, report, [...path, 'line'])
    const outside = line.findIndex(([, score]) => score < 0 || score > 100)
    if (outside >= 0) report.add([...path, 'line', outside], '分项得分应在 0 到 100 之间')
    if (part) parts.push(part)
    weighed.push({ indicator: id, weight, line })
  }
  if (weighed.length === 0) report.add(['value', 'index'], '综合指数至少要有一个分项')
  return { value: { kind: 'index', parts: weighed }, parts }
}

/** A formula or an index over other indicators; `null` with everything wrong in the report. */
export const resolveCompound = (written: IndicatorDefinition, desk: Desk): Promise<Compound | null> =>
  'formula' in written.value
    ? formulaOf(written.value as FormulaDefinition, written.grains, desk)
    : indexOf(written.value as IndexDefinition, written.grains, desk)
