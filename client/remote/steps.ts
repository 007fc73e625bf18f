import { apply, type Json, type View, type ViewDelta, type ViewSnapshot } from '../../server/contract/index.ts'

/** Where a view stands: the numbers that come with it on the wire. */
export type Stamp = Omit<ViewSnapshot, 'view'>

/** A view and its place in the room's sequence. */
export interface Held {
  view: View
  stamp: Stamp
}

/** What a snapshot brings. */
export const hold = ({ view, ...stamp }: ViewSnapshot): Held => ({ view, stamp })

/** The view after one step; the same view for a step already taken; `null` when steps in between are missing. */
export const advance = (held: Held, { changes, ...stamp }: ViewDelta): Held | null => {
  if (stamp.epoch !== held.stamp.epoch || stamp.seq > held.stamp.seq + 1) return null
  if (stamp.seq <= held.stamp.seq) return held
  return { view: apply(changes, held.view as unknown as Json) as unknown as View, stamp }
}

/** The view after all steps in order; `null` when one is missing. */
export const advanceAll = (held: Held, deltas: ViewDelta[]): Held | null =>
  deltas.reduce<Held | null>((at, delta) => at && advance(at, delta), held)
