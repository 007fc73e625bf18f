import fc from 'fast-check'
import type { Action, Person } from '../../contract/index.ts'
import { allowed, REGIONS, THEMES, type Make, type Thing, type World } from '../world/index.fixture.ts'

/** One request to a route. */
export interface Ask {
  path: string
  body?: object | Buffer
  /**
   * What it asks to see; when the person may not, the answer must be a refusal. Absent = there is something for
   * everybody.
   */
  wants?: { action: Action; region?: string; theme?: string; kind?: 'case' }
  /** True where a place has nothing of what is asked for, and the answer is the same empty one for everybody. */
  empty?: boolean
  /**
   * The same request for a name that does not exist, and both names: what is refused must be answered in the same
   * words.
   */
  twin?: { path: string; body?: object; name: string; missing: string }
  /** Whether somebody may know that there is such a thing; by `wants` alone when absent. */
  knownTo?: (person: Person) => boolean
  /** Something to be made before it is asked for, since asking uses it up; its id is written in place of `{fresh}`. */
  fresh?: keyof Make
}

/**
 * How a route is tried. Every route of the running server must be in PROBES and every event in EVENTS, or the gate's
 * test fails. To add one: its name as the router knows it; what is needed to use it; requests that name, at random,
 * what is inside and outside of a person's scope (`world` has all names). Nothing else: leaks are found by the marks of
 * the world, and by answers that change when something changes that the person may not see. Some of its requests must
 * be answered to the administrator with what the world holds: a route that only ever refuses proves nothing.
 */
export interface Probe {
  /** For the matrix in docs/access.md; `open` = without sign-in, `signed-in` = anybody who is known. */
  needs: Action | 'open' | 'signed-in'
  asks: (world: World) => fc.Arbitrary<Ask>
  /** Why nobody of this test is answered: what it takes lies outside of it, in the file named. */
  provenIn?: string
  /** True where an answer rightly tells of others, or of the asking itself. */
  tellsOfOthers?: boolean
  /**
   * True where an answer is a drawing that shows its version, which moves with everybody's batches: two of them are not
   * compared.
   */
  drawn?: boolean
  /** True where an answer rightly names the places above the reader's own: a case goes up, and says who has it. */
  namesAbove?: boolean
  /** True where an answer rightly names what the reader configures, whose numbers they need not see. */
  namesKept?: boolean
}

export const region = fc.constantFrom(...REGIONS, ...REGIONS, 'QNONE')
export const theme = fc.constantFrom(...THEMES)
export const grain = fc.constantFrom('day', 'month')
export const day = fc.constantFrom('2026-11-20', '2026-11-21')
export const indicator = fc.constantFrom(
  'tt.count',
  'uu.count',
  'tt.ratio',
  'uu.ratio',
  'tt.mix',
  'tt.calls',
  'uu.calls',
  'tt.weight',
  'uu.weight',
)
export const MISSING = 'QZZZ'

export const query = (parameters: Record<string, string | undefined>): string => {
  const text = new URLSearchParams(
    Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined),
  ).toString()
  return text === '' ? '' : `?${text}`
}

export const still =
  (path: string, more: Partial<Ask> = {}): Probe['asks'] =>
  () =>
    fc.constant({ path, ...more })

/** A request that names a place, and the same for a place that is not there. */
export const ofRegion = (path: (region: string) => string, at: string): Pick<Ask, 'path' | 'twin'> => ({
  path: path(at),
  twin: { path: path(MISSING), name: at, missing: MISSING },
})

/**
 * A request that picks places out of those below a region by their codes, and the same with a code nobody has: that a
 * place lies elsewhere is told in the words for one that does not exist. Who sees the place itself, by whatever theme,
 * knows that it is there.
 */
export const picking = ({
  path,
  body,
  at,
  of,
  theme: theme_,
  action,
}: {
  path: (of: string) => string
  body?: (of: string) => object
  at: string
  of: string
  theme: string
  action: Action
}): Ask => ({
  path: path(of),
  ...(body ? { body: body(of) } : {}),
  wants: { action, region: at, theme: theme_ },
  knownTo: (person) => allowed(person, 'aggregate', { region: of }),
  twin: { path: path(MISSING), ...(body ? { body: body(MISSING) } : {}), name: of, missing: MISSING },
})

const NOBODY = '00000000-0000-4000-8000-000000000000'

/** A request for a thing by its id, wanted with an action where it lies, and the same for one that is not there. */
export const ofThing =
  (
    things: (world: World) => readonly Thing[],
    path: (id: string) => string,
    {
      action,
      body,
      kind,
      missing = NOBODY,
    }: { action: Action; body?: (thing: Thing) => object; kind?: 'case'; missing?: string },
  ): Probe['asks'] =>
  (world) =>
    fc.nat().map((n): Ask => {
      const all = things(world)
      const thing = all[n % all.length]!
      return {
        path: path(thing.id),
        ...(body ? { body: body(thing) } : {}),
        wants: { action, region: thing.region, theme: thing.theme, ...(kind ? { kind } : {}) },
        twin: { path: path(missing), ...(body ? { body: body(thing) } : {}), name: thing.id, missing },
      }
    })

/** Whether a person may know that what is asked for is there: then its refusal may say more than that it is not. */
export const isKnown = ({ knownTo, wants }: Ask, person: Person): boolean =>
  knownTo?.(person)
  ?? (wants?.region !== undefined
    && allowed(person, 'aggregate', { region: wants.region, ...(wants.kind ? { kind: wants.kind } : {}) }))
