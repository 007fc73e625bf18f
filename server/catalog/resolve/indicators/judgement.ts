import { BANDS, type BandScale } from '../../../contract/index.ts'
import { suggestion } from '../../nearest.ts'
import type { Path } from '../../reading/place.ts'
import type { Report } from '../../reading/report.ts'
import type { IndicatorDefinition, Threshold } from '../../schema/index.ts'
import type { BandRule, Bands, Target } from '../../model/index.ts'

type Colours = Partial<Record<'red' | 'orange' | 'yellow' | 'blue', Threshold>>

const COLOURS = BANDS.filter((band) => band !== 'green')
const WORDS = { red: '红', orange: '橙', yellow: '黄', blue: '蓝' } as const

const isBelow = ({ operator }: Threshold): boolean => operator === '<' || operator === '<='
const rulesOf = (colours: Colours): BandRule[] =>
  COLOURS.flatMap((band) => (colours[band] ? [{ band, when: colours[band] }] : []))

/** Thresholds must all look the same way, the way that is bad, and the worse colour must lie further out. */
const checkOrder = (
  rules: readonly BandRule[],
  better: IndicatorDefinition['better'],
  report: Report,
  path: Path,
): void => {
  const wrongWay = rules.find(({ when }) => better !== 'neither' && isBelow(when) !== (better === 'higher'))
  if (wrongWay) {
    const expected = better === 'higher' ? '越高越好，阈值应写作 “< 数字”' : '越低越好，阈值应写作 “> 数字”'
    report.add([...path, wrongWay.band], `指标${expected}`)
    return
  }
  rules.slice(1).forEach(({ band, when }, index) => {
    const worse = rules[index]!
    const both = `${WORDS[worse.band as keyof typeof WORDS]} ${worse.when.operator} ${worse.when.number}、${WORDS[band as keyof typeof WORDS]} ${when.operator} ${when.number}`
    if (isBelow(when) !== isBelow(worse.when)) report.add([...path, band], `各级阈值的方向不一致：${both}`)
    else if (isBelow(when) ? when.number <= worse.when.number : when.number >= worse.when.number) {
      report.add([...path, band], `这一级永远轮不到，分级写反了：${both}`)
    }
  })
}

const scaleOf = (written: IndicatorDefinition, rules: readonly BandRule[], report: Report): BandScale => {
  const fine = rules.some(({ band }) => band === 'orange' || band === 'blue')
  const declared = written.scale ?? written.bands?.scale
  if (declared === 'three' && fine)
    report.add(['bands'], '三色分级只有 red 和 yellow；要用 orange、blue 请写 scale: four', { key: true })
  return declared ?? (fine ? 'four' : 'three')
}

/** The colours of an indicator by level of region, worst first; `null` when none are declared. */
export const resolveBands = (written: IndicatorDefinition, levels: readonly string[], report: Report): Bands | null => {
  if (written.bands === undefined) return null
  const { scale: _, red, orange, yellow, blue, ...named } = written.bands
  const byLevel: [string, Colours, Path][] = [['*', { red, orange, yellow, blue } as Colours, ['bands']]]
  for (const [level, colours] of Object.entries(named)) {
    const path = ['bands', level]
    if (level !== '*' && levels.length > 0 && !levels.includes(level))
      report.add(path, `没有区域层级 ${level}${suggestion(level, [...levels, ...COLOURS])}`, { key: true })
    byLevel.push([level, colours as Colours, path])
  }
  const rules: Bands['rules'] = {}
  for (const [level, colours, path] of byLevel) {
    const own = rulesOf(colours)
    checkOrder(own, written.better, report, path)
    if (own.length > 0) rules[level] = own
  }
  const outside = written.bandGrains?.findIndex((grain) => !written.grains.includes(grain)) ?? -1
  if (outside >= 0) report.add(['bandGrains', outside], `grains 里没有 ${written.bandGrains![outside]!}`)
  return { scale: scaleOf(written, Object.values(rules).flat(), report), rules, grains: written.bandGrains ?? null }
}

type Year = Target['years'][number]

const yearOf = (year: number, written: number | Record<string, number>): Year => {
  if (typeof written === 'number') return { year, value: written, regions: {} }
  const { '*': value, ...regions } = written
  return { year, value: value ?? null, regions }
}

/** The targets of an indicator, by year; a bare number holds for every year (year 0). */
export const resolveTarget = ({ target: written }: IndicatorDefinition, report: Report): Target | null => {
  if (written === undefined) return null
  if (typeof written === 'number') return { kind: 'expected', years: [yearOf(0, written)] }
  const { kind = 'expected', ...byYear } = written
  if (kind !== 'expected' && kind !== 'binding')
    report.add(['target', 'kind'], `kind 应为 expected（预期性）或 binding（约束性）`)
  const years: Year[] = []
  for (const [year, value] of Object.entries(byYear)) {
    if (!/^\d{4}$/.test(year))
      report.add(['target', year], `${year} 不是年份；目标按年写，例如 2025: 98`, { key: true })
    else if (typeof value === 'string') report.add(['target', year], `目标值应为数字，现在是“${value}”`)
    else years.push(yearOf(Number(year), value))
  }
  if (years.length === 0) report.add(['target'], '没有任何一年的目标值', { key: true })
  return { kind: kind === 'binding' ? 'binding' : 'expected', years: years.sort((a, b) => a.year - b.year) }
}
