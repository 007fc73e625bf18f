import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ACTIONS, type Person } from '../contract/index.ts'
import { isKnown, PROBES, type Ask } from './probes/index.fixture.ts'
import { send, type Seen } from './send.fixture.ts'
import { ADMIN, createWorld, settle, type World } from './world/index.fixture.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await settle(world)
}, 120_000)
afterAll(() => world.close())

/** Who may do everything, where none of what is asked for lies; and who may do nothing at all. */
const strangers = (route: string): Person[] => [
  {
    id: `far ${route}`,
    name: '外人',
    post: '职员',
    grants: [{ role: 'operator', region: 'QZ1', themes: ['uu'], actions: [...ACTIONS] }],
  },
  { id: `none ${route}`, name: '外人', post: '职员', grants: [] },
]

/** A name of the same form and length that nobody has. */
const likeIt = (id: string): string =>
  id
    .split('/')
    .map((part) =>
      part === 'grants' ? part : part.replace(/[0-9a-f]/g, (digit) => (15 - parseInt(digit, 16)).toString(16)),
    )
    .join('/')

interface Pair {
  denied: Ask
  missing: Ask
  name: string
  nobody: string
}

const withName = ({ path, body }: Ask, name: string): Ask => ({
  path: path.replace('{fresh}', name),
  ...(body
    ? { body: Buffer.isBuffer(body) ? body : (JSON.parse(JSON.stringify(body).replace('{fresh}', name)) as object) }
    : {}),
})

/** A request for a thing of somebody else's, and the same for one that is not there. */
const pairOf = async (ask: Ask): Promise<Pair | null> => {
  if (ask.twin)
    return {
      denied: { path: ask.path, ...(ask.body ? { body: ask.body } : {}) },
      missing: ask.twin,
      name: ask.twin.name,
      nobody: ask.twin.missing,
    }
  if (!ask.fresh || ask.fresh === 'name') return null
  const name = await world.make[ask.fresh](ADMIN)
  return { denied: withName(ask, name), missing: withName(ask, likeIt(name)), name, nobody: likeIt(name) }
}

/** A request for a definition of a theme that is not theirs, and the same for one that nobody wrote. */
const definitionPair = ({ path, body }: Ask): Pair | null => {
  const [name] = /(?<=\/(?:indicators|datasets|screens|reports)\/)(?:tt\.\w+|report-tt)/.exec(path) ?? []
  const nobody = name?.replace('tt', 'zz')
  return name === undefined || nobody === undefined
    ? null
    : {
        denied: { path, ...(body ? { body } : {}) },
        missing: { path: path.replace(name, nobody), ...(body ? { body } : {}) },
        name,
        nobody,
      }
}

/** Routes that take the name of a thing, but for those whose answers are about others, and those proven elsewhere. */
const routes = (): string[] =>
  world.app
    .paths()
    .http.filter(
      (route) =>
        /:(?!format)/.test(route)
        && !PROBES[route]?.provenIn
        && !PROBES[route]?.tellsOfOthers
        && PROBES[route]?.needs !== 'open',
    )

const plain = ({ status, text, headers }: Seen, ...names: string[]): unknown[] => [
  status,
  headers,
  names.flatMap((name) => name.split('/grants/')).reduce((told, name) => told.replaceAll(name, '□'), text),
]

const pairsOf = async (route: string): Promise<{ person: Person; pair: Pair }[]> => {
  const found: { person: Person; pair: Pair }[] = []
  for (const person of strangers(route)) {
    for (const ask of fc.sample(PROBES[route]!.asks(world), 30)) {
      if (isKnown(ask, person)) continue
      const pair = definitionPair(ask) ?? (await pairOf(ask))
      if (!pair || (await send(world, person, route, pair.denied)).status < 400) continue
      found.push({ person, pair })
      break
    }
  }
  return found
}

test('every route that takes a name answers a stranger about what exists as about what does not, byte for byte but for the name', async () => {
  const untried: string[] = []
  for (const route of routes()) {
    const pairs = await pairsOf(route)
    if (pairs.length === 0) untried.push(route)
    for (const {
      person,
      pair: { denied, missing, name, nobody },
    } of pairs) {
      const [one, other] = [await send(world, person, route, denied), await send(world, person, route, missing)]
      expect([route, ...plain(one, name)]).toEqual([route, ...plain(other, nobody)])
      if (name.length === nobody.length) expect([route, one.text.length]).toEqual([route, other.text.length])
    }
  }
  expect(untried, 'nobody has tried what these tell of things of others').toEqual([])
}, 300_000)

const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
const PAIRS = 15
/** One more search through a table of a city takes longer. */
const BAR_MS = 8
const TRIES = 5

/**
 * By how much the one takes longer, of pairs that follow each other at once, in turns first and second. What is really
 * there moves the quickest of both as it moves the middle of the pairs; a busy machine moves the quickest hardly ever.
 */
const lag = async (one: () => Promise<unknown>, other: () => Promise<unknown>): Promise<number> => {
  const took = async (work: () => Promise<unknown>): Promise<number> => {
    const begun = performance.now()
    await work()
    return performance.now() - begun
  }
  const pairs: [number, number][] = []
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const [first, second] = pair % 2 === 0 ? [one, other] : [other, one]
    const [a, b] = [await took(first), await took(second)]
    pairs.push(pair % 2 === 0 ? [a, b] : [b, a])
  }
  const between = middle(pairs.map(([a, b]) => a - b))
  const quickest = Math.min(...pairs.map(([a]) => a)) - Math.min(...pairs.map(([, b]) => b))
  return Math.sign(between) === Math.sign(quickest)
    ? Math.sign(between) * Math.min(Math.abs(between), Math.abs(quickest))
    : 0
}

test('no route takes longer over what exists than over what does not, nor less', async () => {
  const slow: string[] = []
  for (const route of routes()) {
    for (const {
      person,
      pair: { denied, missing },
    } of (await pairsOf(route)).slice(0, 1)) {
      const [one, other] = [() => send(world, person, route, denied), () => send(world, person, route, missing)]
      let found = Infinity
      // A difference that is there is there every time; a machine that is busy is busy with something else the next
      // time.
      for (let tries = 0; tries < TRIES && Math.abs(found) > BAR_MS; tries += 1) found = await lag(one, other)
      if (Math.abs(found) > BAR_MS) slow.push(`${route}: ${found.toFixed(1)} ms`)
    }
  }
  expect(slow).toEqual([])
}, 300_000)

test('a wait of twice the bar before an answer is found, so that the comparison can fail', async () => {
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  const ask = () => send(world, ADMIN, 'GET', { path: '/api/v1/cases/none' })
  expect(await lag(async () => (await wait(2 * BAR_MS), ask()), ask)).toBeGreaterThan(BAR_MS)
}, 60_000)
