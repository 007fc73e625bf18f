import { CASE_PLOTS } from '../../../fixtures/demo/index.ts'
import type { PastCase, PastStep } from '../../cases/index.ts'
import { officer } from '../names.ts'
import { demoPeople } from '../people.ts'
import { HOUR, plotOf, pointIn, type Stage } from './stage.ts'
import { unit, worker } from './staff.ts'

const TYPES = Object.keys(CASE_PLOTS)

/** What lies on the phones of those one can sign in as: hours ago, and how far it went. */
const IN_HAND = [
  { hours: 0.4, did: 0 },
  { hours: 0.9, did: 2 },
  { hours: 5, did: 2 },
  { hours: 21, did: 3 },
  { hours: 120, did: 3 },
] as const

/** Something to take in, to sign for, to handle, and something late, in each village that has an account. */
export const inHand = (stage: Stage): PastCase[] => {
  const { regions, words, now } = stage
  const villages = new Set(
    demoPeople(regions).flatMap(({ grants }) =>
      grants.filter(({ role }) => role === 'village' || role === 'field').map(({ region }) => region),
    ),
  )
  return [...villages].flatMap((code) =>
    IN_HAND.flatMap(({ hours, did }, index): PastCase[] => {
      const village = regions.get(code)
      const town = village && regions.get(village.parent ?? '')
      if (!village || !town) return []
      const type = TYPES[index % TYPES.length]!
      const { title } = plotOf(CASE_PLOTS[type]![Math.floor(words() * CASE_PLOTS[type]!.length)]!, village, stage)
      const at = now - hours * HOUR
      const on = (share: number): number => at + (now - at) * share
      const steps: PastStep[] = [
        { action: 'file', by: officer(town), at: on(0.1) },
        { action: 'dispatch', by: officer(town), at: on(0.2), to: unit(village, '村社') },
        { action: 'sign', by: worker(village), at: on(0.4) },
      ]
      return [
        {
          type,
          title,
          words: `群众来电：${title}，请尽快到现场核实处置`,
          region: code,
          point: pointIn(village, words),
          origin: { kind: 'feed', title: '群众来电', alert: null },
          by: worker(village),
          at,
          steps: steps.slice(0, did),
        },
      ]
    }),
  )
}
