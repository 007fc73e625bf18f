import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AlertStep } from '../../catalog/index.ts'
import { bandOf, isWorse } from '../evaluate/band-of.ts'
import type { Episode, MoveKind, Seen } from '../types.ts'
import { lastSeen, step, type Bench } from './step.ts'

const above = (band: AlertStep['band'], enter: number, exit: number, forSeconds: number): AlertStep => ({
  band,
  enter: { operator: '>=', number: enter },
  exit: { operator: '<', number: exit },
  forSeconds,
})
const STEPS = [above('red', 60, 50, 0), above('orange', 40, 35, 300), above('yellow', 20, 15, 600)]

test.each<[AlertStep['band'] | null, number, AlertStep['band'] | null]>([
  [null, 16, null],
  [null, 20, 'yellow'],
  [null, 59, 'orange'],
  [null, 60, 'red'],
  ['yellow', 16, 'yellow'],
  ['yellow', 14, null],
  ['yellow', 45, 'orange'],
  ['red', 55, 'red'],
  ['red', 49, 'orange'],
  ['red', 36, 'orange'],
  ['red', 34, 'yellow'],
  ['red', 15, 'yellow'],
  ['red', 14, null],
])('from %s a value of %d calls for %s', (current, value, band) => expect(bandOf(STEPS, current, value)).toBe(band))

test('worse is higher or lower, as the rule enters', () => {
  const below: AlertStep = {
    band: 'red',
    enter: { operator: '<', number: 80 },
    exit: { operator: '>=', number: 85 },
    forSeconds: 0,
  }
  expect([
    isWorse(STEPS, 61, 60),
    isWorse(STEPS, 60, 61),
    isWorse([below], 61, 60),
    isWorse([below], 60, 61),
    isWorse(STEPS, 60, 60),
  ]).toEqual([true, false, false, true, false])
})

/** Every way a number can behave for a while, with pauses in which only time passes. */
const walk = fc.array(
  fc.record({
    seen: fc.oneof(
      {
        weight: 8,
        arbitrary: fc.double({ min: 0, max: 80, noNaN: true }).map((value): Seen => ({ kind: 'value', value })),
      },
      { weight: 1, arbitrary: fc.constantFrom<Seen>({ kind: 'stale' }, { kind: 'gone' }) },
      { weight: 4, arbitrary: fc.constant(null) },
    ),
    after: fc.integer({ min: 0, max: 900_000 }),
    inForce: fc.boolean(),
  }),
  { maxLength: 60 },
)

const EVENTS: Record<MoveKind, string> = {
  held: 'h',
  dropped: 'd',
  fired: 'F',
  raised: 'u',
  lowered: 'l',
  recovering: 'r',
  returned: 'b',
  resolved: 'E',
  acknowledged: '',
  read: '',
  acted: '',
  told: '',
  climbed: '',
  muted: '',
  unmuted: '',
  ordered: '',
  case: '',
}

test('whatever a value does, an alert begins once, ends once, and is over some time after the value is calm', () => {
  fc.assert(
    fc.property(walk, (steps) => {
      let now = 0
      let count = 0
      let episode: Episode | null = null
      let story = ''
      let most = 0
      const bench = (inForce: boolean): Bench => ({
        rule: { id: 'r', version: '1', theme: 't', recoverSeconds: 600 },
        region: 'v',
        steps: STEPS,
        inForce,
        now,
        newId: () => `a${(count += 1)}`,
      })
      const go = (seen: Seen | null, inForce: boolean): void => {
        const live: Episode | null = episode?.state === 'resolved' ? null : episode
        const what = seen ?? (live ? lastSeen(live) : null)
        if (what === null) return
        const stepped = step(live, what, bench(inForce))
        episode = stepped.episode
        story += stepped.moves.map((move) => EVENTS[move]).join('')
        if (stepped.moves.includes('fired')) most = -Infinity
        if (what.kind === 'value') most = Math.max(most, what.value)
        if (episode && episode.state !== 'pending') expect(episode.worst?.value).toBe(most)
        if (episode?.calm) expect(episode.calm.since).toBeLessThanOrEqual(now)
      }
      for (const { seen, after, inForce } of steps) {
        go(seen, inForce)
        now += after
      }
      for (let n = 0; n < 4; n += 1) {
        go({ kind: 'value', value: 0 }, false)
        now += 601_000
      }
      // Pending and dropped, or pending, fired, up and down, ended: never two at once, never one without end.
      expect(story.replaceAll('F', 'hF').replaceAll('hhF', 'hF')).toMatch(/^(hd|hF[ulrb]*E)*$/)
    }),
    { numRuns: 2_000 },
  )
})
