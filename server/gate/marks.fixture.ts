import type { Person } from '../contract/index.ts'
import { allowed, manages, PARENT, REGIONS, THEMES, type Stock, type World } from './world/index.fixture.ts'

const isUnder = (region: string, root: string): boolean =>
  region === root || (PARENT[region] != null && isUnder(PARENT[region]!, root))

/**
 * Places whose numbers of calls are too small to be told but to those who may see the rows: the sum over them is a
 * number nobody else must meet.
 */
const smallSums = (person: Person, { calls }: World): string[] => {
  const sums = THEMES.flatMap((theme) =>
    REGIONS.flatMap((region) =>
      ['2026-11-20', '2026-11-21', '2026-11'].map((bucket) => {
        const own = calls.filter(
          (call) => call.theme === theme && isUnder(call.region, region) && call.day.startsWith(bucket),
        )
        return {
          open: allowed(person, 'rows', { region, theme }),
          small: own.length > 0 && own.length < 5,
          sum: own.reduce((sum, { weight }) => sum + weight, 0),
        }
      }),
    ),
  )
  // A town with one village has its sum: whoever may see one of them knows it.
  const told = new Set(sums.filter(({ open, small }) => open || !small).map(({ sum }) => sum))
  return sums
    .filter(({ small, sum }) => small && !told.has(sum))
    .flatMap(({ sum }) => [String(sum), sum.toLocaleString('en-US')])
}

/** Whoever is sent out is shown who somebody is in their own cases, and in no row. */
const opensRows = ({ grants, ...person }: Person, region: string, theme: string): boolean =>
  allowed({ ...person, grants: grants.filter(({ role }) => role !== 'field') }, 'unmask', { region, theme })

const KEPT = ['alerts', 'views', 'notes', 'silences', 'issues', 'plans'] as const satisfies readonly (keyof Stock)[]

/** What lies in places and themes out of sight, and what is managed by others. */
const thingMarks = (person: Person, { stock }: World, gaveReason: boolean): string[] => [
  ...stock.cases.flatMap(({ region, theme, marks }) =>
    allowed(person, 'aggregate', { region, theme, kind: 'case' }) ? [] : marks,
  ),
  ...KEPT.flatMap((kind) => stock[kind]).flatMap(({ region, theme, marks }) =>
    allowed(person, 'aggregate', { region, theme }) ? [] : marks,
  ),
  ...stock.cases.flatMap(({ region, theme, personal = [] }) =>
    gaveReason && allowed(person, 'unmask', { region, theme, kind: 'case' }) ? [] : personal,
  ),
  ...[...stock.accounts, ...stock.tokens].flatMap((thing) => (manages(person, thing) ? [] : thing.marks)),
]

interface Asked {
  /** Names the person wrote themselves. */
  text: string
  /** Whether the answer rightly names the places above those the person may see. */
  namesAbove?: boolean
  /** Whether the answer rightly names places and themes the person configures without seeing their numbers. */
  namesKept?: boolean
}

/** Every mark of the world that a person must not meet in an answer. */
const forbiddenMarks = (
  person: Person,
  world: World,
  { text, namesAbove = false, namesKept = false }: Asked,
): string[] => {
  const sees = (region: string, theme?: string): boolean =>
    allowed(person, 'aggregate', { region, ...(theme ? { theme } : {}) })
  const isKept = (at: { region?: string; theme?: string }): boolean => namesKept && allowed(person, 'configure', at)
  const isNamed = (region: string): boolean =>
    sees(region) || isKept({ region }) || (namesAbove && REGIONS.some((below) => isUnder(below, region) && sees(below)))
  const regions = REGIONS.filter((code) => !isNamed(code)).flatMap((code) => [code, `名${code}`])
  const themes = THEMES.filter((id) => !allowed(person, 'aggregate', { theme: id }) && !isKept({ theme: id })).flatMap(
    (id) => [
      `${id}.`,
      `领域${id}`,
      `事项${id}`,
      `单位${id}`,
      `计数${id}`,
      `屏${id}`,
      `呼叫${id}`,
      `分量${id}`,
      `预警${id}`,
      `类型${id}`,
      `报告${id}`,
      `说明${id}`,
    ],
  )
  const facts = world.facts.flatMap(({ id, region, theme, phone }) => [
    ...(allowed(person, 'rows', { region, theme }) ? [] : [id]),
    ...(opensRows(person, region, theme) && allowed(person, 'rows', { region, theme }) ? [] : [phone]),
  ])
  const calls = world.calls.flatMap(({ id, region, theme, who }) => [
    ...(allowed(person, 'rows', { region, theme }) ? [] : [id]),
    ...(opensRows(person, region, theme) && allowed(person, 'rows', { region, theme }) ? [] : [who]),
  ])
  const files = REGIONS.flatMap((region) =>
    THEMES.filter((id) => !allowed(person, 'aggregate', { region: 'QD', theme: id }) && !sees(region, id)).map(
      (id) => `from-${id}-${region}`,
    ),
  )
  return [
    ...regions,
    ...themes,
    ...facts,
    ...calls,
    ...files,
    ...smallSums(person, world),
    ...thingMarks(person, world, text.includes('reason')),
    '13777777777',
  ].filter((mark) => !text.includes(mark))
}

/** Definitions of an indicator name what it is made of, whatever its theme: they are text, not data. */
const withoutDefinitions = (text: string): string => text.replace(/"definition":\{[^}]*\}/, '')

/** What a picture says of itself; its dots, packed, spell anything by chance. */
const withoutDots = (text: string): string =>
  text.startsWith('\ufffdPNG') ? text.slice(0, Math.max(0, text.indexOf('IDAT'))) : text

/**
 * Names drawn by lot – of sessions, tokens, jobs, secrets, first passwords: they spell anything by chance, and tell
 * something only where one is itself a mark.
 */
const DRAWN =
  /\b(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{18}|[A-Za-z0-9]{4}(?:-[A-Za-z0-9]{4}){3})\b|[\w-]{40,}/g

const withoutDrawn = (text: string, marks: readonly string[]): string =>
  text.replace(DRAWN, (name) => (marks.includes(name) ? name : ''))

/**
 * The first mark found where it must not be; `null` = clean. A longer mark that may be seen (QV11) hides no shorter one
 * (QV1): codes have one length.
 */
export const leakIn = (text: string, person: Person, world: World, asked: Asked): string | null => {
  const marks = forbiddenMarks(person, world, asked)
  const told = withoutDrawn(withoutDefinitions(withoutDots(text)), marks)
  return marks.find((mark) => told.includes(mark)) ?? null
}

const CHANGING = new Set(['version', 'asOf', 'dataAt', 'lastArrival', 'batches', 'until', 'epoch', 'stale'])

const strip = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(strip)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !CHANGING.has(key))
      .map(([key, inner]) => [key, strip(inner)]),
  )
}

/** What of an answer must not move while only what the person may not see moves: all but when it was computed. */
export const steady = (text: string): string => {
  try {
    return JSON.stringify(strip(JSON.parse(text)))
  } catch {
    // The version is a column of every exported table, and printed on every report.
    return text.replace(/,\d+,(?=人\d+（)/g, ',').replace(/版本号?\s*\d+/g, '')
  }
}
