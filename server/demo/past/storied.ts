import { STORIES, STORY_CASES } from '../../../fixtures/demo/index.ts'
import type { PastCase, PastStep } from '../../cases/index.ts'
import { officer, person } from '../names.ts'
import { DAY, pointIn, type Stage } from './stage.ts'
import { DISTRICT, LEADER, unit, worker } from './staff.ts'

/** What the planted stories have set going. */
export const storied = ({ regions, now }: Stage): PastCase[] =>
  STORY_CASES.flatMap(({ story, type, title, words, days, state, supervised }) => {
    const town = regions.get(STORIES[story].town)
    const village = town && regions.children(town.code)[0]
    if (!town || !village) return []
    const at = now - days * DAY
    const spread = (share: number): number => at + (now - at) * share
    const steps: PastStep[] = [
      { action: 'file', by: DISTRICT, at: spread(0.05) },
      { action: 'dispatch', by: DISTRICT, at: spread(0.1), to: unit(town, '镇街') },
    ]
    if (state !== 'dispatched') steps.push({ action: 'sign', by: officer(town), at: spread(0.2) })
    if (supervised !== undefined) steps.push({ action: 'supervise', by: LEADER, at: spread(0.6), words: supervised })
    if (state === 'feedback')
      steps.push({ action: 'feedback', by: worker(village), at: spread(0.9), words: '已按要求整改，请核查' })
    return [
      {
        type,
        title,
        words,
        region: town.code,
        point: pointIn(town, () => 0.5),
        origin: { kind: 'rule' as const, title: '预警规则', alert: null },
        by: person('rule', '预警规则', '自动'),
        at,
        steps,
      },
    ]
  })
