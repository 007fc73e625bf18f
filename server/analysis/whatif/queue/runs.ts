import { setImmediate as pause } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { seeded } from '../../forecast/seeded.ts'
import type { Queue } from '../history/calibrate.ts'
import { draw, simulate, type Handling, type Incoming } from './simulate.ts'

/** How a queue is run: how often, how long, and under which name chance is drawn. */
interface Running {
  runs: number
  days: number
  seed: string
}

/** A queue with its levers turned. */
export interface Turned extends Handling {
  queue: Queue
  /** Times as many cases as came. */
  arrivals: number
}

/** A stretch of runs after which the server answers others. */
const STRETCH = 10
const KEPT = 600
const WEEK = 7

/** As many as on a past day of the weekday, times the lever; parts of a case come by chance. */
const countOn = ({ queue: { drawn, perDay }, arrivals }: Turned, day: number, random: () => number): number => {
  const past = drawn[day % WEEK]!
  const [which, rest] = [random(), random()]
  return Math.floor((past.length > 0 ? past[Math.floor(which * past.length)]! : perDay) * arrivals + rest)
}

/**
 * What comes in one run: what is open now, and day after day; each day's chance is its own, so that levers change no
 * other day's.
 */
const casesOf = (turned: Turned, { days, seed }: Running, run: number): Incoming[] => {
  const name = `${seed} ${turned.queue.region} ${run}`
  // Handling has no memory: what is still to be done of an open case is as much as of a new one.
  const open = draw(turned.queue.open, -1, seeded(`${name} 在办`))
  return [
    ...open,
    ...Array.from({ length: days }, (_, day) => {
      const chance = seeded(`${name} ${day}`)
      return draw(countOn(turned, day, chance), day, chance)
    }).flat(),
  ]
}

/** Runs queues, and remembers what came of the last ones: turning one town's lever costs one town. */
export const createRunner = () => {
  const kept = new LRUCache<string, number[][]>({ max: KEPT })
  return async (turned: Turned, running: Running): Promise<number[][]> => {
    const key = JSON.stringify([turned, running])
    const known = kept.get(key)
    if (known) return known
    const backlogs: number[][] = []
    for (let run = 0; run < running.runs; run += 1) {
      if (run % STRETCH === 0) await pause()
      backlogs.push(simulate(turned, casesOf(turned, running, run), running.days).backlog)
    }
    kept.set(key, backlogs)
    return backlogs
  }
}
export type Runner = ReturnType<typeof createRunner>
