import fc from 'fast-check'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EVENTS } from './probes/index.fixture.ts'
import { ADMIN, createWorld, settle, type World } from './world/index.fixture.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await settle(world)
}, 120_000)
afterAll(() => world.close())

/** Requests; the full proof before a release is FUZZ_RUNS=10000. */
const { FUZZ_RUNS = '1000' } = process.env
const LONGEST_MS = 15_000

/** What a stack trace, a query, a path or a file of the machine looks like in an answer. */
const INNARDS =
  /\n\s+at |node:internal|\.ts:\d+|\/server\/|Parser Error|Binder Error|Conversion Error|Catalog Error|root:[^:\n]*:0:0:/

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1e309',
    'NaN',
    'null',
    'undefined',
    'true',
    '../../etc/passwd',
    "' or 1=1 --",
    '"; drop table batch; --',
    '%00',
    '＜script＞',
    '<script>alert(1)</script>',
    '9'.repeat(400),
    '2026-13-45',
    '0000-00-00',
    '2026-11-21T25:61:61+99:99',
    '9999-12-31',
    'QD',
    'QV11',
    'tt.count',
    'tt.case',
    'main',
    'day',
    'hour',
    'town',
    '__proto__',
    'constructor',
    '𠮷',
    'é'.repeat(40),
  ),
  fc.integer().map(String),
)
const NAMES = [
  'region',
  'children',
  'grain',
  'from',
  'to',
  'compare',
  'asOf',
  'tree',
  'depth',
  'root',
  'bucket',
  'offset',
  'limit',
  'level',
  'with',
  'who',
  'deed',
  'before',
  'text',
  'dryRun',
  'sheet',
  '__proto__',
  'q',
]

/** Names of the definitions, ids of what the world holds, and anything. */
const segment = (name: string): fc.Arbitrary<string> =>
  fc
    .oneof(
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          'tt.count',
          'tt.case',
          'main',
          'uu.case',
          'csv',
          'report-tt',
          ...Object.values(world.stock)
            .flat()
            .map(({ id }) => id),
        ),
      },
      { weight: 1, arbitrary: odd },
    )
    .map((text) => encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/g, '') || name))

const request = (routes: string[]) =>
  fc.record({
    route: fc.constantFrom(...routes),
    segments: fc.array(segment('x'), { minLength: 4, maxLength: 4 }),
    query: fc.array(fc.tuple(fc.constantFrom(...NAMES), odd), { maxLength: 5 }),
    body: fc.oneof(
      fc.constant(undefined),
      fc.json({ maxDepth: 3 }),
      odd,
      fc.constantFrom(
        '{"__proto__":{"polluted":1}}',
        '{"constructor":{"prototype":{"polluted":1}}}',
        '{"reason":{"__proto__":{"polluted":1}}}',
      ),
    ),
    type: fc.constantFrom(
      'application/json',
      'text/csv',
      'application/x-ndjson',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'multipart/form-data',
      'nonsense',
      '',
    ),
    headers: fc.dictionary(
      fc.constantFrom(
        'idempotency-key',
        'x-first-row',
        'x-file-name',
        'content-encoding',
        'accept-language',
        'origin',
        'range',
        'if-none-match',
      ),
      fc.constantFrom('', '1', '-1', 'gzip', '%E0%A4%A', 'bytes=0-', 'http://elsewhere.example', 'a'.repeat(300)),
      { maxKeys: 2 },
    ),
  })

/** Things that end the server's own life or somebody's session are not for random hands here. */
const HARMLESS = (route: string): boolean => !/^DELETE .*session|sign-out/.test(route)

test(`${FUZZ_RUNS} requests of any shape to every route get an answer in time, without a fault and without innards`, async () => {
  const routes = world.app.paths().http.filter(HARMLESS)
  const seen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(request(routes), async ({ route, segments, query, body, type, headers }) => {
      const [method = 'GET', path = '/'] = route.split(' ')
      let next = 0
      const filled = path.replaceAll(/:[a-zA-Z]+/g, () => segments[next++ % segments.length]!)
      const search = new URLSearchParams(query.map(([name, value]): [string, string] => [name, value])).toString()
      const response = await fetch(`${world.url}${filled}?${search}`, {
        method,
        signal: AbortSignal.timeout(LONGEST_MS),
        headers: { ...headers, ...world.as(ADMIN), ...(type ? { 'content-type': type } : {}) },
        ...(method === 'GET' || method === 'HEAD' || body === undefined ? {} : { body }),
      })
      const text = await response.text()
      seen.set(route, (seen.get(route) ?? 0) + 1)
      expect(
        response.status === 503 || response.status < 500,
        `${route} ${filled}?${search} ${response.status} ${text.slice(0, 300)}`,
      ).toBe(true)
      expect(INNARDS.exec(text)?.[0] ?? null, `${filled} ${text.slice(0, 400)}`).toBeNull()
    }),
    { numRuns: Number(FUZZ_RUNS) },
  )
  expect(routes.filter((route) => !seen.has(route))).toEqual([])
  // The server runs in this very process: what it merged into every object would be seen here.
  expect([Object.keys(Object.prototype), ({} as { polluted?: number }).polluted]).toEqual([[], undefined])
  expect((await fetch(`${world.url}/healthz`)).status).toBe(200)
}, 900_000)

test('anything sent with any event is answered or ignored, and the socket lives on', async () => {
  const socket = io(world.url, { transports: ['websocket'], extraHeaders: world.as(ADMIN) })
  await new Promise((resolve) => socket.once('connect', () => resolve(null)))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(EVENTS), 'no:such', 'disconnecting'),
      fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 3 }),
      async (event, parts) => {
        socket.emit(event === 'disconnecting' ? 'x:disconnecting' : event, ...parts)
        if (event !== 'view:open') return
        const answer: unknown = await socket.timeout(LONGEST_MS).emitWithAck(event, parts[0])
        expect(JSON.stringify(answer)).not.toMatch(INNARDS)
      },
    ),
    { numRuns: Math.ceil(Number(FUZZ_RUNS) / 10) },
  )
  const opened: unknown = await socket.timeout(LONGEST_MS).emitWithAck('view:open', { screen: 'main', region: 'QD' })
  expect(opened).toHaveProperty('snapshot')
  socket.close()
}, 300_000)
