import type { RegionCode, Scope } from '../../contract/index.ts'
import { mayRead, problem, Refused } from '../../indicators/index.ts'
import type { Regions } from '../../regions/index.ts'
import { unitsOf } from '../unit-of.ts'

/**
 * Who reads: what they may see, and what they configure. Use is told of both; alerts of the first, people's words of
 * the second.
 */
export interface UsageReader {
  sees: Scope
  keeps: Scope
}

type Theme = string | null

/** How far an answer reaches; things of no theme (`null`) are told wherever their unit is. */
export interface Reach {
  /** Every unit the reader may ask for. */
  all: { code: RegionCode; name: string }[]
  /** The one unit asked for; `null` = all of them. */
  unit: RegionCode | null
  /** Whether a unit is asked for. */
  has: (unit: string) => boolean
  /** Whether the use of something is told of a unit; of any unit asked for. */
  tells: (theme: Theme, unit: string) => boolean
  tellsAny: (theme: Theme) => boolean
  /** Whether alerts are seen in any unit asked for. */
  seesAny: (theme: Theme) => boolean
  /** Whether the reader configures something in a unit; in any unit asked for. */
  keeps: (theme: Theme, unit: string) => boolean
  keepsAny: (theme: Theme) => boolean
}

/** Units that a reader may know the use of. */
export const unitsFor = (regions: Regions, { sees, keeps }: UsageReader): Reach['all'] =>
  unitsOf(regions).filter(({ code }) => mayRead(regions, sees, code) || mayRead(regions, keeps, code))

const unknownUnit = (unit: string): Refused =>
  new Refused(
    problem(404, 'unknown-region', `没有区域 ${unit}`, {
      field: 'unit',
      hint: '可选的单位见 GET /api/v1/usage 的 units',
    }),
  )

/** What a reader is told of one unit, or of all. Throws `Refused` for a unit that is not one of theirs. */
export const reachOf = (regions: Regions, reader: UsageReader, unit: string | undefined): Reach => {
  const all = unitsFor(regions, reader)
  const asked = unit === undefined ? all : all.filter(({ code }) => code === unit)
  if (unit !== undefined && asked.length === 0) throw unknownUnit(unit)
  const has = (code: string): boolean => asked.some((one) => one.code === code)
  const within =
    (scope: Scope) =>
    (theme: Theme, code: string): boolean =>
      has(code) && mayRead(regions, scope, code, theme ?? undefined)
  const [sees, keeps] = [within(reader.sees), within(reader.keeps)]
  const tells: Reach['tells'] = (theme, code) => sees(theme, code) || keeps(theme, code)
  const anywhere =
    (may: Reach['tells']) =>
    (theme: Theme): boolean =>
      asked.some(({ code }) => may(theme, code))
  return {
    all,
    unit: unit === undefined ? null : asked[0]!.code,
    has,
    tells,
    keeps,
    tellsAny: anywhere(tells),
    seesAny: anywhere(sees),
    keepsAny: anywhere(keeps),
  }
}
