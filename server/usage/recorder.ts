import type { Person, RegionCode } from '../contract/index.ts'
import { startOf, type Clock } from '../lib/index.ts'
import type { Regions } from '../regions/index.ts'
import type { Ledger } from '../store/index.ts'
import { look, nothing, putBack, STRETCH_MS, type Look, type Pending } from './count.ts'
import { loadToday, savePending } from './keep.ts'
import { roleOf, unitOf } from './unit-of.ts'

/** Who looks: somebody with an account, or a wall's key. */
interface Looker {
  person: Person
  wall: boolean
}

/** Counts what is opened: in memory at once, in the ledger with the next writing. */
export interface Recorder {
  /** A screen of a place was opened, after everything was checked. */
  opened: (looker: Looker, screen: string, place: RegionCode) => void
  /**
   * Somebody opened where a number comes from; belongs to the screen they opened last, where the indicator stands on
   * it.
   */
  explained: (looker: Looker, indicator: string) => void
  /** Everything counted so far is durable when it resolves. */
  flush: () => Promise<void>
  close: () => Promise<void>
}

export interface RecorderDeps {
  ledger: Ledger
  regions: Regions
  clock: Clock
  /** Whether an indicator stands on a screen. */
  stands: (screen: string, indicator: string) => boolean
  failed: (error: unknown) => void
}

const FLUSH_MS = 5_000
/** Anything beyond is nobody's use of a screen: a program gone wild. */
const MOST_LOOKERS = 20_000

export const dayOf = (local: number): string => new Date(startOf('day', local)).toISOString().slice(0, 10)

export const createRecorder = async ({ ledger, regions, clock, stands, failed }: RecorderDeps): Promise<Recorder> => {
  let today = await loadToday(ledger, dayOf(clock.local()))
  /** What the running day has brought, and what a day that is over still has to be written of. */
  let pending = nothing()
  /** Looks of a day whose salt is not there yet. */
  let waiting: Look[] = []
  let turning: Promise<void> | null = null
  const lastScreen = new Map<string, { screen: string; place: RegionCode; at: number }>()

  const write = async (): Promise<void> => {
    if (pending.counts.size === 0 && pending.marks.size === 0) return
    const mine: Pending = pending
    pending = nothing()
    try {
      await savePending(ledger, mine, today.day)
    } catch (error) {
      putBack(pending, mine)
      throw error
    }
  }
  /** A new day begins with the old one written and its marks gone. */
  const turn = async (day: string): Promise<void> => {
    await write()
    today = await loadToday(ledger, day)
    lastScreen.clear()
    const looks = waiting
    waiting = []
    for (const one of looks) look(today, pending, one)
  }
  const note = (looker: Looker, screen: string, subject: string, place: RegionCode): void => {
    const unit = unitOf(regions, looker.person)
    if (unit === null) return
    const at = clock.local()
    const one: Look = {
      who: looker.person.id,
      screen,
      subject,
      unit,
      role: looker.wall ? 'wall' : roleOf(looker.person),
      place,
      wall: looker.wall,
      at,
    }
    if (dayOf(at) === today.day && turning === null) return look(today, pending, one)
    waiting.push(one)
    turning ??= turn(dayOf(at))
      .catch(failed)
      .finally(() => {
        turning = null
      })
  }
  let last: Promise<unknown> = Promise.resolve()
  const flush = (): Promise<void> => {
    const mine = last.then(async () => {
      await turning
      if (waiting.length > 0) await turn(dayOf(clock.local()))
      await write()
    })
    last = mine.catch(() => undefined)
    return mine
  }
  const flushing = setInterval(() => void flush().catch(failed), FLUSH_MS).unref()

  return {
    opened: (looker, screen, place) => {
      lastScreen.delete(looker.person.id)
      if (lastScreen.size < MOST_LOOKERS) lastScreen.set(looker.person.id, { screen, place, at: clock.local() })
      note(looker, screen, '', place)
    },
    explained: (looker, indicator) => {
      const last = lastScreen.get(looker.person.id)
      if (last && clock.local() - last.at < STRETCH_MS * 2 && stands(last.screen, indicator))
        note(looker, last.screen, indicator, '')
    },
    flush,
    close: async () => {
      clearInterval(flushing)
      await flush()
    },
  }
}
