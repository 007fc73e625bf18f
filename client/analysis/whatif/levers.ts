import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import { simulationRunSchema, type Levers, type SimulationRun } from '../../../server/contract/index.ts'

/** Which queue is run and what is turned; the page's address says it. */
export interface Setting {
  id: string
  days: number
  seed: string
  levers: Levers
}

const text = (value: LocationQuery[string] | undefined): string => (typeof value === 'string' ? value : '')
const USUAL: SimulationRun = simulationRunSchema.parse({})

/** `330109113:-20,330109114:10`. */
const readPlaces = (written: string): Record<string, number> =>
  Object.fromEntries(
    written
      .split(',')
      .map((part) => part.split(':'))
      .filter(([code, percent]) => code && percent && Number.isInteger(Number(percent)))
      .map(([code, percent]) => [code!, Number(percent)]),
  )
const writePlaces = (places: Record<string, number>): string =>
  Object.entries(places)
    .map(([code, percent]) => `${code}:${percent}`)
    .join(',')
const number = (written: string, usual: number): number =>
  written !== '' && Number.isFinite(Number(written)) ? Number(written) : usual

/** The setting of an address; what is left open, or is none the server would take, is as usual. */
export const readSetting = (query: LocationQuery): Setting => {
  const joint = text(query['joint'])
  const read = simulationRunSchema.safeParse({
    days: number(text(query['days']), USUAL.days),
    seed: text(query['seed']) || USUAL.seed,
    levers: {
      staff: number(text(query['staff']), 0),
      staffAt: readPlaces(text(query['staffAt'])),
      arrivals: number(text(query['come']), 0),
      arrivalsAt: readPlaces(text(query['comeAt'])),
      joint: joint === '' ? null : number(joint, -1),
    },
  })
  const { days, seed, levers } = read.success ? read.data : USUAL
  return { id: text(query['sim']), days, seed, levers }
}

/** The address of a setting; all else in it stays. */
export const writeSetting = (query: LocationQuery, { id, days, seed, levers }: Setting): LocationQueryRaw => {
  const { staff, staffAt, arrivals, arrivalsAt, joint } = levers
  const written: Record<string, string> = {
    sim: id,
    days: days === USUAL.days ? '' : String(days),
    seed: seed === USUAL.seed ? '' : seed,
    staff: staff === 0 ? '' : String(staff),
    staffAt: writePlaces(staffAt),
    come: arrivals === 0 ? '' : String(arrivals),
    comeAt: writePlaces(arrivalsAt),
    joint: joint === null ? '' : String(joint),
  }
  const next: LocationQueryRaw = { ...query }
  for (const [key, value] of Object.entries(written)) {
    if (value === '') delete next[key]
    else next[key] = value
  }
  return next
}

/** Levers as nothing is turned. */
export const untouched = (): Levers => ({ staff: 0, staffAt: {}, arrivals: 0, arrivalsAt: {}, joint: null })

/** One place's percent instead of everybody's; `null` = as everybody. */
export const turnedAt = (
  places: Record<string, number>,
  code: string,
  percent: number | null,
): Record<string, number> => {
  const { [code]: _, ...rest } = places
  return percent === null ? rest : { ...rest, [code]: percent }
}
