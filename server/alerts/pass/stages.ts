import { climb } from '../climb/climb.ts'
import { hold } from '../hold/hold.ts'
import { mute } from '../inhibit/mute.ts'
import { tell, tellEnd } from '../notify/tell.ts'
import { order } from '../order/order.ts'
import type { Notice } from '../group/due-notices.ts'
import type { PassContext, Stage } from './context.ts'
import type { Draft } from './draft.ts'

/** From what was seen to who is told, in this order. */
const STAGES: readonly Stage[] = [hold, mute, tell, climb, order, tellEnd]

/** Runs all stages on a draft; the notices that leave through channels. */
export const runStages = (draft: Draft, context: PassContext): Notice[] => {
  const out: Notice[] = []
  for (const stage of STAGES) stage(draft, context, out)
  return out
}
