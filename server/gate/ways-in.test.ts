import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '../contract/index.ts'
import { connect } from './line.fixture.ts'
import { leakIn } from './marks.fixture.ts'
import { EVENTS, PROBES } from './probes/index.fixture.ts'
import { asked, send, type Seen } from './send.fixture.ts'
import { ADMIN, createWorld, settle, type World } from './world/index.fixture.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await settle(world)
}, 120_000)
afterAll(() => world.close())

const howTo = (names: string[], table: string): string =>
  `nobody has tried whether these leak: ${names.join(', ')} — add each to ${table} in server/gate/probes (its name as the router knows it, what it needs, requests with names of the world)`

test('every HTTP route of the running server has its probe', () => {
  const missing = world.app.paths().http.filter((route) => PROBES[route] === undefined)
  expect(missing, howTo(missing, 'PROBES')).toEqual([])
})

test('every event the running stream listens to has its probe', async () => {
  const socket = await connect(world, ADMIN)
  const events = world.app.paths().events
  socket.close()
  expect(events.length).toBeGreaterThan(1)
  const missing = events.filter((event) => EVENTS[event] === undefined)
  expect(missing, howTo(missing, 'EVENTS')).toEqual([])
})

test('every route under /api/v1 is described to whoever writes a program, and nothing else is', async () => {
  const { paths } = await world.call<{ paths: Record<string, Record<string, unknown>> }>('GET', '/../openapi.json')
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  )
  const formats = (routes: string[]): string[] =>
    [...new Set(routes.map((route) => route.replace(/cells\.(csv|xlsx|parquet|docx|pdf)$/, 'cells.:format')))].sort()
  expect(formats(described)).toEqual(
    world.app
      .paths()
      .http.filter((route) => route.includes(' /api/v1/'))
      .sort(),
  )
})

test('a route answers to its own methods alone', async () => {
  const routes = world.app.paths().http.map((route) => route.split(' ') as [string, string])
  const known = (method: string, path: string): boolean =>
    routes.some(
      ([of, pattern]) =>
        of === method && new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`).test(path),
    )
  const wrong: string[] = []
  for (const path of new Set(routes.map(([, pattern]) => pattern.replaceAll(/:\w+/g, 'x')))) {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      if (known(method, path)) continue
      const { status } = await fetch(world.url + path, {
        method,
        headers: { ...world.as(ADMIN), 'content-type': 'application/json' },
        ...(method === 'GET' ? {} : { body: '{}' }),
      })
      if (status !== 404) wrong.push(`${method} ${path} ${status}`)
    }
  }
  expect(wrong).toEqual([])
})

test('to a stranger every route answers 401, but whether the server runs and what signs one in', async () => {
  const OPEN = [
    'GET /healthz',
    'GET /readyz',
    'GET /api/v1/sign-in',
    'GET /api/v1/oidc/start',
    'GET /api/v1/oidc/callback',
    'POST /api/v1/session',
    'POST /api/v1/session/wall',
  ]
  const routes = world.app.paths().http
  expect(OPEN.filter((route) => !routes.includes(route))).toEqual([])
  const open: string[] = []
  for (const route of [...routes, 'GET /socket.io/', 'POST /socket.io/', 'GET /api', 'GET /api/v1/none']) {
    const [method = '', path = ''] = route.split(' ')
    const known = PROBES[route] ? fc.sample(PROBES[route].asks(world), 1)[0]!.path : path
    for (const asked of [path.replaceAll(/:\w+/g, 'x'), known]) {
      const { status } = await fetch(world.url + asked, {
        method,
        redirect: 'manual',
        headers: { 'content-type': 'application/json' },
        ...(method === 'GET' ? {} : { body: '{}' }),
      })
      if (status !== 401 && !open.includes(route)) open.push(route)
    }
  }
  expect(open.sort()).toEqual([...OPEN].sort())
})

test('no probe is for a route that is gone', () => {
  expect(Object.keys(PROBES).filter((route) => !world.app.paths().http.includes(route))).toEqual([])
  expect(
    Object.values(PROBES).flatMap(({ provenIn }) => (provenIn === undefined || existsSync(provenIn) ? [] : [provenIn])),
  ).toEqual([])
})

test('no probe is empty: each is answered to the administrator, and refused to somebody without a right', async () => {
  const nobody: Person = { ...ADMIN, id: 'nobody', grants: [] }
  const [unanswered, unrefused]: [string[], string[]] = [[], []]
  for (const [route, { asks, needs, provenIn }] of Object.entries(PROBES)) {
    if (provenIn) continue
    const seen: Seen[] = []
    for (const ask of fc.sample(asks(world), 25)) {
      const answer = await send(world, ADMIN, route, ask)
      seen.push(answer)
      if (answer.status < 300 || answer.status === 409) break
    }
    // 409 tells of the case what happened meanwhile: that is an answer too.
    if (!seen.some(({ status }) => status < 300 || status === 409))
      unanswered.push(`${route} ${seen.at(-1)!.text.slice(0, 200)}`)
    if (needs === 'open' || needs === 'signed-in') continue
    const [ask] = fc.sample(asks(world), 1)
    const { status, text } = await send(world, nobody, route, ask!)
    // A list of what they may see is empty, and the words everything is told in are nobody's.
    const leak = status < 300 ? leakIn(text, nobody, world, asked(route, ask!)) : null
    if (leak !== null) unrefused.push(`${route} ${leak} ${text.slice(0, 200)}`)
  }
  expect(unanswered).toEqual([])
  expect(unrefused).toEqual([])
}, 120_000)
