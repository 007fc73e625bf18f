import type { Logger } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import { createDraw } from '../draw.ts'
import { createDoor } from './door.ts'
import { dutyPeople } from './people.ts'
import { visit, type VisitDeps } from './visit.ts'

export interface DutyOptions {
  /** Address of the server. */
  url: string
  password: string
  seed: number
  /** Times real time. */
  speed: number
  regions: Regions
  now: () => number
  logger: Pick<Logger, 'warn'>
}

/** The people on duty in the model city. */
export interface Duty {
  /** Lets everybody look once, one after another. */
  round: () => Promise<void>
  /** Lets one look after another until stopped, all of them within two minutes. */
  start: () => void
  /** Resolves when nobody is at work any more and all have signed out. */
  stop: () => Promise<void>
}

const ROUND_MS = 120_000
/** Somebody in the city comes across something this often. */
const FIND_MS = 8 * 60_000

/**
 * People with accounts of their own, who sign for alerts and work on cases through the same door as anybody; what they
 * do and when follows from the seed.
 */
export const createDuty = ({ url, password, seed, speed, regions, now, logger }: DutyOptions): Duty => {
  const people = dutyPeople(regions).map((who) => ({
    who,
    door: createDoor(url, { username: who.username, password }),
  }))
  const finders = people.filter(({ who }) => who.kind === 'field').length
  const deps: VisitDeps = {
    habits: { seed, began: now(), speed },
    regions,
    now,
    draw: createDraw(seed),
    finds: Math.min(1, (ROUND_MS * speed) / FIND_MS / finders),
  }
  let timer: NodeJS.Timeout | null = null
  let running = false
  let turn = 0
  let underWay: Promise<void> = Promise.resolve()

  const look = async (): Promise<void> => {
    const { who, door } = people[turn++ % people.length]!
    await visit(who, door, deps).catch((error: unknown) => {
      if (running) logger.warn({ err: error, who: who.username }, 'demonstration duty stumbled')
    })
  }
  const next = (): void => {
    underWay = look().then(() => {
      if (running) timer = setTimeout(next, ROUND_MS / people.length)
    })
  }
  return {
    round: async () => {
      for (const { who, door } of people) await visit(who, door, deps)
    },
    start: () => {
      if (running) return
      running = true
      next()
    },
    stop: async () => {
      running = false
      if (timer) clearTimeout(timer)
      await underWay
      await Promise.allSettled(people.map(({ door }) => door.leave()))
    },
  }
}
