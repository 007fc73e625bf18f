import type { Catalog, CaseType } from '../../catalog/index.ts'
import type { CaseState, CaseTypeInfo, CaseTypesAnswer, Scope } from '../../contract/index.ts'
import { mayReadTheme } from '../../indicators/index.ts'
import type { TimeLimits } from '../clocks/time-limits.ts'
import { nextStep } from '../clocks/time-limits.ts'
import { loopOrder } from '../machine/loop.ts'
import { ACTION_WORDS, LOOP_WORDS, named, QUEUE_WORDS, STATE_WORDS, URGENCY_WORDS } from '../words.ts'

const typeInfo = (type: CaseType, limits: TimeLimits): CaseTypeInfo => ({
  id: type.id,
  title: type.title,
  theme: type.theme,
  group: type.group,
  byHand: type.byHand,
  urgency: type.urgency,
  roundTheClock: type.worktime === null,
  limits: (Object.keys(STATE_WORDS) as CaseState[]).flatMap((state) => {
    const step = nextStep(state)
    const span = step && state !== 'returned' ? type.limits[step] : undefined
    return span ? [{ step: { id: state, title: STATE_WORDS[state] }, words: limits.words(span) }] : []
  }),
  whole: limits.words(type.whole),
  evidence: type.evidence,
  loop: loopOrder(type).map((id) => ({ id, title: LOOP_WORDS[id] })),
})

/** Types a reader may see, and all the words cases are told in. */
export const typesAnswer = (
  catalog: Catalog,
  limitsOf: (type: CaseType) => TimeLimits,
  scope: Scope,
  recent: string[],
): CaseTypesAnswer => ({
  types: [...catalog.caseTypes.values()]
    .filter(({ theme }) => mayReadTheme(scope, theme))
    .sort((a, b) => a.order - b.order)
    .map((type) => typeInfo(type, limitsOf(type))),
  states: named(STATE_WORDS),
  actions: named(ACTION_WORDS),
  queues: named(QUEUE_WORDS),
  urgencies: named(URGENCY_WORDS),
  recent,
})
