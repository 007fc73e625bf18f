import { tellOf } from '../notify/tell.ts'
import type { Stage } from '../pass/context.ts'
import { dueClimbs } from './due-climbs.ts'

/** What nobody reads is told one step further up. */
export const climb: Stage = (draft, context, out) => {
  for (const notice of dueClimbs(draft.live(), context.catalog.alerts, context.regions, context.now)) {
    out.push(tellOf(draft, notice, context, ({ climbed }) => ({ climbed: climbed + 1 })))
  }
}
