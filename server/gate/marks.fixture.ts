import type { Person } from '../contract/index.ts'
import { allowed, PARENT, REGIONS, THEMES, type World } from './world.fixture.ts'

/** Every mark of the world that a person must not meet in an answer; `asked` are the names they wrote themselves. */
export const forbiddenMarks = (person: Person, world: World, asked: string): string[] => {
  const sees = (region: string, theme?: string): boolean => allowed(person, 'aggregate', { region, ...(theme ? { theme } : {}) })
  const regions = REGIONS.filter((code) => !sees(code)).flatMap((code) => [code, `名${code}`])
  const themes = THEMES.filter((id) => !allowed(person, 'aggregate', { theme: id })).flatMap((id) => [`${id}.`, `领域${id}`, `事项${id}`, `单位${id}`, `计数${id}`, `屏${id}`])
  const facts = world.facts.flatMap(({ id, region, theme, phone }) => [...(allowed(person, 'rows', { region, theme }) ? [] : [id]), ...(allowed(person, 'unmask', { region, theme }) && allowed(person, 'rows', { region, theme }) ? [] : [phone])])
  const files = REGIONS.flatMap((region) => THEMES.filter((id) => !allowed(person, 'aggregate', { region: 'QD', theme: id }) && !(sees(region, id))).map((id) => `from-${id}-${region}`))
  return [...regions, ...themes, ...facts, ...files, '13777777777'].filter((mark) => !asked.includes(mark))
}

const parents = Object.keys(PARENT).length

/** Definitions of an indicator name what it is made of, whatever its theme: they are text, not data. */
const withoutDefinitions = (text: string): string => text.replace(/"definition":\{[^}]*\}/, '')

/** The first mark found where it must not be; `null` = clean. A longer mark that may be seen (QV11) hides no shorter one (QV1): codes have one length. */
export const leakIn = (text: string, person: Person, world: World, asked: string): string | null =>
  parents === 0 ? null : forbiddenMarks(person, world, asked).find((mark) => withoutDefinitions(text).includes(mark)) ?? null

const CHANGING = new Set(['version', 'asOf', 'dataAt', 'lastArrival', 'batches', 'until', 'epoch', 'stale'])

const strip = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(strip)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => !CHANGING.has(key)).map(([key, inner]) => [key, strip(inner)]))
}

/** What of an answer must not move while only what the person may not see moves: all but when it was computed. */
export const steady = (text: string): string => {
  try {
    return JSON.stringify(strip(JSON.parse(text)))
  } catch {
    // The version is a column of every exported table.
    return text.replace(/,\d+,(?=人\d+（)/g, ',')
  }
}
