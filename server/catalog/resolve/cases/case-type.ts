import { LOOP_STEPS, type CaseActionId, type LoopStep } from '../../../contract/index.ts'
import type { CaseType, Worktime } from '../../model/index.ts'
import { suggestion } from '../../nearest.ts'
import type { Definition } from '../../reading/definition.ts'
import type { CaseTypeDefinition } from '../../schema/index.ts'
import { themeOf, type Desk } from '../context.ts'

/** How the steps of GB/T 30428.8 read as the loop, in the order they are done. */
const USUAL: Record<LoopStep, CaseActionId[]> = {
  warn: ['report'],
  decide: ['file'],
  execute: ['dispatch', 'assign', 'handover'],
  oversee: ['sign'],
  serve: ['feedback'],
  inspect: ['verify'],
  feedback: ['close'],
  evaluate: ['rate'],
}

const loopOf = (written: CaseTypeDefinition['loop']): CaseType['loop'] =>
  new Map(
    LOOP_STEPS.flatMap((step) => {
      const actions = written === undefined ? USUAL[step] : written[step]
      return actions ? [[step, actions] as const] : []
    }),
  )

/** A checked type of case. */
export const resolveCaseType = (
  written: CaseTypeDefinition,
  { place }: Definition,
  desk: Desk & { worktimes: ReadonlyMap<string, Worktime> },
): CaseType => {
  if (written.worktime !== 'always' && !desk.worktimes.has(written.worktime)) {
    desk.report.add(
      ['worktime'],
      `没有工作时间 ${written.worktime}${suggestion(written.worktime, ['always', ...desk.worktimes.keys()])}`,
    )
  }
  if (written.level !== undefined && desk.levels.length > 0 && !desk.levels.includes(written.level)) {
    desk.report.add(['level'], `没有名为 ${written.level} 的区域层级${suggestion(written.level, desk.levels)}`)
  }
  const { id, title, group, order, starts, urgency, limits, whole, evidence, near } = written
  return {
    id,
    title,
    group,
    order,
    starts,
    urgency,
    whole,
    near,
    theme: themeOf(id, desk),
    meaning: written.meaning ?? null,
    byHand: written.by_hand,
    level: written.level ?? null,
    worktime: written.worktime === 'always' ? null : written.worktime,
    limits: Object.fromEntries(Object.entries(limits).filter(([, span]) => span !== undefined)),
    extends: written.extends ?? { times: 0, most: { amount: 0, unit: 'h' } },
    evidence: Object.fromEntries(Object.entries(evidence)),
    loop: loopOf(written.loop),
    origin: { file: place.file, line: place.line, yaml: place.yaml },
  }
}
