import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const isShipped = (path: string): boolean =>
  /\.(ts|vue|mjs|cjs)$/.test(path) && !/\.(test|fixture)\.ts$/.test(path) && !path.includes('/testing/')
const sources = ['server', 'client'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(isShipped),
)
const holding = (pattern: RegExp, among: readonly string[] = sources): string[] =>
  among.filter((path) => pattern.test(readFileSync(path, 'utf8'))).map((path) => relative(root, path))

test('there is something to look at', () => expect(sources.length).toBeGreaterThan(500))

test('no text is run as a program, and none becomes markup', () => {
  expect(
    holding(/\beval\(|new Function\(|\bv-html\b|\.innerHTML\s*=|\.outerHTML\s*=|insertAdjacentHTML|document\.write\(/),
  ).toEqual([])
})

test('no command is run but what builds the program and its pages', () => {
  expect(
    holding(
      /from 'node:child_process'|import\('node:child_process'\)/,
      sources.filter((path) => path.startsWith(join(root, 'server'))),
    ),
  ).toEqual(['server/cli/bin.cjs', 'server/cli/build-client.ts'])
})

test('chance comes from node:crypto wherever somebody could gain by guessing it', () => {
  expect(
    holding(
      /\bMath\.random\b/,
      sources.filter((path) => path.startsWith(join(root, 'server'))),
    ),
  ).toEqual([])
  expect(holding(/randomBytes|randomUUID|randomInt/).length).toBeGreaterThan(5)
})

test('the running server calls out through one guard alone, and asks no address that is written into it', () => {
  const running = sources.filter(
    (path) => path.startsWith(join(root, 'server')) && !/^server\/(cli|demo)\//.test(relative(root, path)),
  )
  expect(
    holding(/(?<!\.)\bfetch\(|\brequest as (?:plain|secure)|createTransport\(|\bconnect\(\{/, running).sort(),
  ).toEqual([
    'server/alerts/channels/kinds/email.ts',
    'server/lib/outgoing/dial.ts',
    'server/lib/outgoing/outgoing.ts',
    'server/reports/outlets/email.ts',
  ])
  expect(holding(/createTransport\((?!\{\s*host,\s*port,\s*secure,\s*getSocket: dial\()/, running)).toEqual([])
})
