import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'
import ts from 'typescript'

/** A folder imports only from those before it; the wiring places at the end see all. */
const ORDER = [
  'contract',
  'lib',
  'parse',
  'store',
  'audit',
  'catalog',
  'regions',
  'ingest',
  'indicators',
  'alerts',
  'cases',
  'analysis',
  'screens',
  'usage',
  'quality',
  'reports',
  'access',
  'http',
  'stream',
]
const WIRING = ['data-folder', 'settings', 'demo', 'wiring', 'app', 'main', 'cli']

const root = resolve(import.meta.dirname, '..')

interface Import {
  from: string
  to: string
}

const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter(
      (path) =>
        /\.(ts|mjs|vue)$/.test(path) && !/\.(test|fixture|property)\.ts$|\.d\.ts$|(^|\/)fixture\.ts$/.test(path),
    )

const script = (path: string): string => {
  const text = readFileSync(join(root, path), 'utf8')
  return path.endsWith('.vue')
    ? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n')
    : text
}

const importsOf = (from: string): Import[] =>
  ts
    .preProcessFile(script(from), true, true)
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => ({ from, to: relative(root, resolve(root, dirname(from), fileName)).replaceAll('\\', '/') }))

const server = sources('server').flatMap(importsOf)
const client = sources('client').flatMap(importsOf)
const all = [...server, ...client, ...sources('fixtures').flatMap(importsOf)]

/** `server/store/write/queue.ts` → `store`; `server/app.ts` → `app`. */
const place = (path: string): string => /^server\/([^/.]+)/.exec(path)?.[1] ?? ''

const says = (imports: Import[]): string[] => imports.map(({ from, to }) => `${from} → ${to}`)

test('imports of the server point one way', () => {
  const rank = (path: string): number => ORDER.indexOf(place(path))
  const wrong = server.filter(
    ({ from, to }) =>
      !WIRING.includes(place(from))
      && to.startsWith('server/')
      && place(to) !== place(from)
      && (rank(to) < 0 || rank(to) > rank(from)),
  )
  expect(says(wrong)).toEqual([])
})

test('every folder of the server has its place in the order', () => {
  const places = new Set(sources('server').map(place))
  expect([...places].filter((one) => ![...ORDER, ...WIRING].includes(one))).toEqual([])
})

test('a folder of the server is entered through its index', () => {
  const wrong = server.filter(
    ({ from, to }) =>
      to.startsWith('server/')
      && to.split('/').length > 2
      && place(to) !== place(from)
      && to !== `server/${place(to)}/index.ts`,
  )
  expect(says(wrong)).toEqual([])
})

test('http and stream do not know each other', () => {
  const pair = ['http', 'stream']
  expect(
    says(
      server.filter(
        ({ from, to }) => pair.includes(place(from)) && pair.includes(place(to)) && place(from) !== place(to),
      ),
    ),
  ).toEqual([])
})

test('the client imports only the contract of the server', () => {
  const wrong = client.filter(({ to }) => !to.startsWith('client/') && to !== 'server/contract/index.ts')
  expect(says(wrong)).toEqual([])
  expect(says(server.filter(({ to }) => to.startsWith('client/')))).toEqual([])
})

test('panels do not import panels', () => {
  const panel = (path: string): string | undefined => /^client\/panels\/([^/]+)\//.exec(path)?.[1]
  expect(says(client.filter(({ from, to }) => panel(from) && panel(to) && panel(from) !== panel(to)))).toEqual([])
})

test('only server/demo knows the model city', () => {
  const wrong = all.filter(
    ({ from, to }) => to.startsWith('fixtures/demo') && !from.startsWith('fixtures/demo') && place(from) !== 'demo',
  )
  expect(says(wrong)).toEqual([])
})

test('the product does not lean on its own proofs', () => {
  expect(says(all.filter(({ to }) => /^(bench|e2e|\.ci)\//.test(to)))).toEqual([])
})

test('the architecture page lists the folders in this order', () => {
  const listed = [...readFileSync(join(root, 'docs/architecture.md'), 'utf8').matchAll(/^\| `(\w+)` \|/gm)].map(
    (match) => match[1],
  )
  expect(listed).toEqual(ORDER)
})
