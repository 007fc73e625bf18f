import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CASE_ACTIONS, type CaseActionId, type CaseParty } from '../../contract/index.ts'
import { createWorkCalendar, createZone } from '../../lib/index.ts'
import type { CaseType } from '../../catalog/index.ts'
import { readClock } from '../clocks/case-clock.ts'
import { timeLimits } from '../clocks/time-limits.ts'
import { isOpen, type Case, type Entry } from '../types.ts'
import { apply } from './apply.ts'
import { begin } from './begin.ts'
import { loopState, missingSteps, progressOf } from './loop.ts'
import { refusalOf } from './may.ts'
import { RULES, type Standing } from './rules.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-09-28T09:00:00Z')
const TYPE: CaseType = {
  id: 'a.b',
  title: '类型',
  theme: 'a',
  meaning: null,
  group: 'event',
  order: 1,
  byHand: true,
  starts: 'reported',
  level: null,
  urgency: 'normal',
  worktime: 'office',
  limits: {
    file: { amount: 2, unit: 'h' },
    dispatch: { amount: 30, unit: 'm' },
    sign: { amount: 2, unit: 'h' },
    handle: { amount: 2, unit: 'd' },
    verify: { amount: 1, unit: 'd' },
    close: { amount: 1, unit: 'd' },
  },
  whole: { amount: 5, unit: 'd' },
  extends: { times: 2, most: { amount: 2, unit: 'd' } },
  evidence: {},
  near: { metres: 100, days: 3 },
  loop: new Map([
    ['warn', ['report']],
    ['decide', ['file']],
    ['execute', ['dispatch', 'assign']],
    ['oversee', ['sign', 'supervise']],
    ['serve', ['feedback']],
    ['inspect', ['verify']],
    ['feedback', ['close']],
    ['evaluate', ['rate']],
  ]),
  origin: { file: '', line: 1, yaml: '' },
}
const calendar = createWorkCalendar({
  hours: [
    [8.5 * HOUR, 12 * HOUR],
    [13.5 * HOUR, 17.5 * HOUR],
  ],
  years: { 2026: { off: ['10-01', '10-02', '10-05', '10-06', '10-07'], on: ['10-10'] } },
})
const limits = timeLimits(calendar, TYPE)
const zone = createZone('Asia/Shanghai')

const party = (id: string): CaseParty => ({ kind: 'person', id, name: id, post: '', region: 'r' })
/** Who tries: everybody is one of these, some are several. */
const PEOPLE: Record<string, Partial<Standing>> = {
  desk: { desk: true, handles: true },
  second: { desk: true, handles: true },
  worker: { owner: true, handles: true },
  both: { desk: true, owner: true, handles: true },
  chief: { superior: true, overseer: true, handles: true },
  leader: { overseer: true },
  stranger: {},
}
const standing = (who: string, one: Case): Standing => ({
  desk: false,
  owner: false,
  cohandler: false,
  superior: false,
  overseer: false,
  handles: false,
  ...PEOPLE[who],
  fedBack: one.feedbackBy === who,
  requested: one.requested?.by.id === who,
})

/**
 * `next` = what is due, by whoever may; else anything by anybody. Without the former nothing would ever reach the
 * archive.
 */
interface Attempt {
  next: boolean
  who: string
  action: CaseActionId
  hours: number
  amount: number
}
const FORTH: CaseActionId[] = ['file', 'dispatch', 'sign', 'feedback', 'verify', 'close', 'rate', 'archive']
const attempt: fc.Arbitrary<Attempt> = fc.record({
  next: fc.boolean(),
  who: fc.constantFrom(...Object.keys(PEOPLE)),
  action: fc.constantFrom(...CASE_ACTIONS),
  hours: fc.double({ min: 0, max: 60, noNaN: true }),
  amount: fc.integer({ min: 1, max: 5 }),
})

const due = (one: Case): Pick<Attempt, 'who' | 'action'> | undefined =>
  FORTH.flatMap((action) => Object.keys(PEOPLE).map((who) => ({ action, who }))).find(
    ({ action, who }) => refusalOf(action, standing(who, one), one, TYPE) === null,
  )

interface Run {
  case: Case
  entries: Entry[]
  refused: number
}

const play = (attempts: readonly Attempt[], check: (before: Case, after: Case, entry: Entry) => void): Run => {
  let sequence = 1
  let at = START
  const blank = { party: null, other: null, evidence: [], automatic: false, key: null, words: '说明' }
  const begun = begin(
    {
      id: 'c1',
      title: 't',
      words: '',
      region: 'r',
      place: '',
      point: null,
      origin: { kind: 'hand', title: '', alert: null },
      urgency: 'normal',
      reporter: null,
      desk: party('desk'),
      due: null,
    },
    { ...blank, by: { id: 'worker', name: '', post: '' }, at, amount: null, sequence },
    TYPE,
    limits,
  )
  const run: Run = { case: begun.case, entries: [begun.entry], refused: 0 }
  for (const { next, hours, amount, ...any } of attempts) {
    const { who, action } = (next ? due(run.case) : undefined) ?? any
    at += Math.round(hours * HOUR)
    if (refusalOf(action, standing(who, run.case), run.case, TYPE) !== null) {
      run.refused += 1
      continue
    }
    const target = RULES[action].target
    const done = apply(
      run.case,
      {
        ...blank,
        action,
        by: { id: who, name: who, post: '' },
        at,
        amount,
        sequence: (sequence += 1),
        party: target === 'party' ? party('worker') : null,
        other: target === 'case' ? { id: 'c2', title: 'c2' } : null,
      },
      TYPE,
      limits,
    )
    check(run.case, done.case, done.entry)
    run.case = done.case
    run.entries.push(done.entry)
  }
  return run
}

const many = fc.array(attempt, { maxLength: 90, size: 'max' })

test('whatever people try, every step is one the rules have, told by one entry, and none is lost', () => {
  fc.assert(
    fc.property(many, (attempts) => {
      const run = play(attempts, (before, after, entry) => {
        expect(RULES[entry.action].from).toContain(before.state)
        expect(after.state).toBe(
          entry.action === 'unmerge'
            ? before.before
            : entry.action === 'reopen' && before.filedAt === null
              ? 'reported'
              : (RULES[entry.action].to ?? before.state),
        )
        expect([entry.from, entry.state, after.seen]).toEqual([before.state, after.state, entry.id])
        if (entry.action === 'verify' || entry.action === 'rate') expect(entry.by.id).not.toBe(before.feedbackBy)
      })
      expect(run.entries).toHaveLength(1 + attempts.length - run.refused)
      expect(run.entries.map(({ sequence }) => sequence)).toEqual(run.entries.map((_, index) => index + 1))
    }),
    { numRuns: 200 },
  )
})

test('what is said to take an action back is open from where that action leads', () => {
  const undone = (Object.keys(RULES) as CaseActionId[]).flatMap((action) =>
    RULES[action].undo === undefined ? [] : [[action, RULES[action].undo] as const],
  )
  expect(undone).toEqual([
    ['void', 'reopen'],
    ['merge', 'unmerge'],
  ])
  for (const [action, undo] of undone) expect(RULES[undo].from).toContain(RULES[action].to)
})

test('clocks never run below nothing, at no moment of any course', () => {
  fc.assert(
    fc.property(many, fc.integer({ min: 0, max: 400 }), (attempts, later) => {
      play(attempts, (_, after) => {
        const now = after.changedAt + later * HOUR
        const running = [
          { since: after.reportedAt, due: after.wholeDue },
          ...(after.stepDue === null ? [] : [{ since: after.since, due: after.stepDue }]),
        ]
        for (const limit of running) {
          const clock = readClock(
            { ...limit, until: isOpen(after.state) ? null : after.changedAt, still: false },
            now,
            limits,
            zone,
          )
          expect(clock.remainingSeconds).toBeGreaterThanOrEqual(0)
          expect(clock.overdueSeconds).toBeGreaterThanOrEqual(0)
          expect(clock.remainingSeconds * clock.overdueSeconds).toBe(0)
          expect(clock.words).not.toMatch(/-|NaN|undefined/)
        }
      })
    }),
    { numRuns: 200 },
  )
})

test('what is archived has its whole chain since it was last taken up, and some courses get there', () => {
  let archived = 0
  fc.assert(
    fc.property(many, (attempts) => {
      const { case: one, entries } = play(attempts, () => undefined)
      expect(progressOf(one, TYPE)).toBeGreaterThanOrEqual(0)
      if (one.state !== 'archived') return
      archived += 1
      expect(missingSteps(one, TYPE)).toEqual([])
      const round = entries
        .slice(entries.findLastIndex(({ action }) => action === 'reopen') + 1)
        .map(({ action }) => action)
      for (const action of ['dispatch', 'feedback', 'verify', 'close', 'rate'] as const) expect(round).toContain(action)
      for (const step of TYPE.loop.keys()) expect(loopState(step, one, TYPE)).toBe('done')
    }),
    { numRuns: 400 },
  )
  expect(archived).toBeGreaterThan(10)
})
