import type { Levers, SimulatedPlace } from '../../contract/index.ts'
import type { Queue } from './history/calibrate.ts'
import type { Turned } from './queue/runs.ts'

const PERCENT = 100

/** A queue as it is. */
export const asItIs = (queue: Queue): Turned => ({
  queue,
  hands: queue.hands,
  alone: queue.alone,
  joint: queue.joint,
  share: queue.share,
  arrivals: 1,
})

/** A queue with its levers turned; `staff` persons work it, where they are counted, and none of them is halved. */
export const turn = (
  queue: Queue,
  { staff, staffAt, arrivals, arrivalsAt, joint }: Levers,
  persons: number | null,
): { turned: Turned; persons: number | null } => {
  const factor = 1 + (staffAt[queue.region] ?? staff) / PERCENT
  const left = persons === null ? null : Math.max(1, Math.round(persons * factor))
  const hands = Math.max(1, Math.round(queue.hands * (persons && left ? left / persons : factor)))
  return {
    turned: {
      ...asItIs(queue),
      hands,
      share: joint === null ? queue.share : joint / PERCENT,
      arrivals: 1 + (arrivalsAt[queue.region] ?? arrivals) / PERCENT,
    },
    persons: left,
  }
}

const busyOf = ({ queue, hands, alone, joint, share, arrivals }: Turned): number =>
  (queue.perDay * arrivals * (alone * (1 - share) + joint * share) * PERCENT) / hands

/** What a place's levers come to, beside what it has. */
export const leverage = (
  queue: Queue,
  turned: Turned,
  persons: { asIs: number; turned: number } | null,
): Pick<SimulatedPlace, 'staff' | 'hands' | 'arrivals' | 'busy'> => ({
  staff: persons,
  hands: { asIs: queue.hands, turned: turned.hands },
  arrivals: { asIs: queue.perDay, turned: queue.perDay * turned.arrivals },
  busy: { asIs: busyOf(asItIs(queue)), turned: busyOf(turned) },
})
