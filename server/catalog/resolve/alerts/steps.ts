import { BANDS, type BandScale } from '../../../contract/index.ts'
import type { AlertBand, AlertStep, Indicator } from '../../model/index.ts'
import type { Report } from '../../reading/report.ts'
import type { AlertDefinition, Threshold } from '../../schema/index.ts'

export const ALERT_BANDS = BANDS.filter((band): band is AlertBand => band !== 'green')
const WORDS = { red: '红', orange: '橙', yellow: '黄', blue: '蓝' } as const
const OPPOSITE = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const

type Written = NonNullable<AlertDefinition['bands'][AlertBand]>

/** Where a severity's line comes from when the rule does not draw it. */
export type Lines = (band: AlertBand) => Threshold | null

/** The indicator's own lines at a level of region. */
export const linesOf = (indicator: Indicator, level: string): Lines => {
  const rules = indicator.bands?.rules[level] ?? indicator.bands?.rules['*'] ?? []
  return (band) => rules.find((rule) => rule.band === band)?.when ?? null
}

const leaves = ({ operator, number }: Threshold): Threshold => ({ operator: OPPOSITE[operator], number })
const isBelow = ({ operator }: Threshold): boolean => operator.startsWith('<')

/** The way out must lie on the calm side of the way in, or a value could be in and out at once. */
const checkExit = ({ band, enter, exit }: AlertStep, report: Report): void => {
  const path = ['bands', band, 'exit']
  if (isBelow(enter) === isBelow(exit)) report.add(path, `退出的方向应与进入（${enter.operator} ${enter.number}）相反`)
  else if (isBelow(enter) ? exit.number < enter.number : exit.number > enter.number)
    report.add(path, `退出阈值越过了进入阈值 ${enter.number}，值会同时在内又在外`)
}

const checkOrder = (steps: readonly AlertStep[], report: Report): void =>
  steps.slice(1).forEach((step, index) => {
    const worse = steps[index]!
    const further =
      isBelow(step.enter) === isBelow(worse.enter)
      && (isBelow(step.enter) ? step.enter.number > worse.enter.number : step.enter.number < worse.enter.number)
    if (!further)
      report.add(
        ['bands', step.band],
        `这一级永远轮不到：${WORDS[worse.band]} ${worse.enter.operator} ${worse.enter.number}、${WORDS[step.band]} ${step.enter.operator} ${step.enter.number}`,
      )
  })

const enterOf = (band: AlertBand, { enter, after }: Written, lines: Lines): Threshold | null =>
  enter ?? (after === undefined ? lines(band) : { operator: '>', number: after })

/** The severities of a rule at one level, worst first; what has no line to cross is reported. */
export const resolveSteps = ({ bands }: AlertDefinition, lines: Lines, level: string, report: Report): AlertStep[] => {
  const steps = ALERT_BANDS.flatMap((band): AlertStep[] => {
    const written = bands[band]
    if (!written) return []
    const enter = enterOf(band, written, lines)
    if (enter === null) {
      report.add(['bands', band], `没有写 enter，而指标在 ${level} 一级也没有${WORDS[band]}色阈值`)
      return []
    }
    return [{ band, enter, exit: written.exit ?? leaves(enter), forSeconds: written.for ?? 0 }]
  })
  steps.forEach((step) => checkExit(step, report))
  checkOrder(steps, report)
  return steps
}

/** Three colours have only red and yellow. */
export const scaleOf = ({ scale, bands }: AlertDefinition, indicator: Indicator | null, report: Report): BandScale => {
  const fine = bands.orange !== undefined || bands.blue !== undefined
  if (scale === 'three' && fine) report.add(['scale'], '三色分级只有 red 和 yellow；要用 orange、blue 请写 scale: four')
  return scale ?? (fine ? 'four' : (indicator?.bands?.scale ?? 'three'))
}
