import { TASKS } from '../../../fixtures/demo/index.ts'
import type { PastCase, PastStep } from '../../cases/index.ts'
import type { CaseParty } from '../../contract/index.ts'
import { nameFor, person } from '../names.ts'
import { DAY, type Stage } from './stage.ts'
import { DISTRICT, LEADER, unit } from './staff.ts'

/** Work-report tasks, livelihood projects, inspections and petitions. */
export const tasks = ({ regions, catalog, now }: Stage): PastCase[] =>
  TASKS.flatMap(({ type, title, unit: id, words, gone, state, score, feedback }) => {
    const town = regions.get(id)
    const department = catalog().units.get(id)
    const to: CaseParty | null = town
      ? unit(town, '镇街')
      : department
        ? { kind: 'unit', id, name: department.title, post: '部门', region: regions.root.code }
        : null
    if (to === null) return []
    const at = now - 80 * DAY
    const by = person(`demo-${id}`, nameFor(`${String(title.length)}${String(gone * 1000)}`), `${to.name}办公室`)
    const steps: PastStep[] = [
      { action: 'file', by: DISTRICT, at: at + DAY },
      { action: 'dispatch', by: DISTRICT, at: at + 1.5 * DAY, to },
      { action: 'sign', by, at: at + 2 * DAY },
      {
        action: 'supervise',
        by: LEADER,
        at: at + 30 * DAY,
        words: gone > 1 ? '进度滞后，请说明原因并限期完成' : '按月报送进度',
      },
      ...(feedback === undefined
        ? []
        : [
            {
              action: state === 'handling' ? ('remark' as const) : ('feedback' as const),
              by,
              at: now - 5 * DAY,
              words: feedback,
            },
          ]),
    ]
    if (state === 'rated')
      steps.push(
        { action: 'verify', by: DISTRICT, at: now - 4 * DAY },
        { action: 'close', by: DISTRICT, at: now - 3.5 * DAY },
        { action: 'rate', by: LEADER, at: now - 3 * DAY, amount: score! },
      )
    return [
      {
        type,
        title,
        words,
        region: town?.code ?? regions.root.code,
        point: null,
        origin: { kind: 'hand' as const, title: words, alert: null },
        by: DISTRICT,
        at,
        due: at + (80 * DAY) / gone,
        steps,
      },
    ]
  })
