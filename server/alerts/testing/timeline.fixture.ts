import { expect } from 'vitest'
import type { Catalog } from '../../catalog/index.ts'
import { local } from '../../indicators/testing/city.ts'
import { createTown, type Town } from './town.fixture.ts'

const DAY = '2026-11-25'
const MINUTE = 60_000

type Doing = (town: Town, now: number) => Promise<unknown> | unknown
interface Expected {
  from: number
  until: number
  words: string
}

/** What happened, as a timeline speaks of it: `t1 fired red`. */
const HEARD = [
  'fired',
  'raised',
  'lowered',
  'recovering',
  'returned',
  'resolved',
  'muted',
  'unmuted',
  'climbed',
  'ordered',
]

const happened = async (town: Town): Promise<{ at: number; words: string }[]> =>
  town.ledger.read(async (sql) =>
    (
      await sql.query(
        'select e.came as moved, a.region, e.kind, e.band, a.rule from alert_entry e join alert a on a.id = e.alert order by e.came, a.region, e.kind',
      )
    )
      .records()
      .filter((row) => HEARD.includes(String(row['kind'])))
      .map((row) => ({
        at: row['moved'] as number,
        words: `${String(row['region'])} ${String(row['kind'])} ${String(row['band'])}${row['rule'] === 't.high' ? '' : ` ${String(row['rule'])}`}`,
      })),
  )

const clock = (at: number): string => new Date(at).toISOString().slice(11, 19)

/** `10:05`, or `2026-10-01 10:05`, as local ms. */
export const moment = (text: string): number => local(text.length > 8 ? text : `${DAY} ${text}`)

/**
 * A story of alerts: what is done at which time, and what has to happen between which times. Every move that
 * is not expected is a failure, and so is every expected one that does not happen in its window.
 */
export const timeline = (catalog: Catalog, from: string, until: string) => {
  const doings: { at: number; what: Doing }[] = []
  const expected: Expected[] = []
  let serial = 0
  let tick = 30_000
  let faults = 0
  let channel = false
  let latest = from
  const story = {
    at: (time: string) => ({
      /** Gauges are read: `{ v11: 70 }`. */
      push: (levels: Record<string, number>) =>
        story.at(time).run(({ city }, now) =>
          city.deliver(
            't.gauge',
            Object.entries(levels).map(([region, level]) => ({
              id: region,
              at: new Date(now + (serial += 1)).toISOString().slice(0, 23).replace('T', ' '),
              region,
              level,
            })),
          ),
        ),
      run: (what: Doing) => {
        doings.push({ at: moment(time), what })
        latest = time
        return story
      },
      /** All this happens in the minute that begins then. */
      expect: (...words: string[]) => {
        latest = time
        return story.soon(...words)
      },
      restart: () => story.at(time).run((town) => town.restart()),
      /** Killed in the middle of whatever it writes next; it stays down until it is restarted. */
      crash: () => story.at(time).run((town) => town.crash()),
    }),
    /** All this happens in the minute that begins with what was done last. */
    soon: (...words: string[]) => {
      expected.push(...words.map((one) => ({ from: moment(latest), until: moment(latest) + MINUTE, words: one })))
      return story
    },
    between: (a: string, b: string) => ({
      expect: (words: string) => {
        expected.push({ from: moment(a), until: moment(b), words })
        return story
      },
    }),
    /** So many things are meant to go wrong. */
    fails: (times: number) => {
      faults = times
      return story
    },
    /** What is told leaves through a channel too. */
    aloud: () => {
      channel = true
      return story
    },
    /** A long story goes in longer steps. */
    every: (ms: number) => {
      tick = ms
      return story
    },
    /** Lives through it, tick by tick. */
    tell: async (check: (town: Town) => Promise<void> | void = () => undefined): Promise<void> => {
      let now = moment(from)
      const town = await createTown(catalog, () => now, { channel })
      try {
        for (; now <= moment(until); now += tick) {
          for (const { at, what } of doings) if (at > now - tick && at <= now) await what(town, now)
          await town.alerts.settled()
          if (town.isDown()) continue
          await town.alerts.tick()
          await town.alerts.settled()
          await town.alerts.flush()
        }
        const moves = await happened(town)
        const missing = expected.filter(({ from: a, until: b, words }) => {
          const found = moves.findIndex((move) => move.words === words && a <= move.at && move.at <= b)
          if (found >= 0) moves.splice(found, 1)
          return found < 0
        })
        expect({
          missing: missing.map((one) => `${clock(one.from)}–${clock(one.until)} ${one.words}`),
          unexpected: moves.map((move) => `${clock(move.at)} ${move.words}`),
        }).toEqual({ missing: [], unexpected: [] })
        await check(town)
        expect(town.faults).toHaveLength(faults)
      } finally {
        await town.close()
      }
    },
  }
  return story
}
