import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Package {
  version?: string
  license?: string
  dev?: boolean
  devOptional?: boolean
  optional?: boolean
  peer?: boolean
  link?: boolean
  integrity?: string
  hasInstallScript?: boolean
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  resolved?: string
}

interface Lockfile {
  packages: Record<string, Package>
}

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as Lockfile
const entries = Object.entries(packages)

/** Where `name` could lie for a package at `path`: beside it or in a folder above. */
const found = (path: string, name: string): boolean => {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (`${folder === '' ? '' : `${folder}/`}node_modules/${name}` in packages) return true
    if (folder === '') return false
  }
}

test('every package another needs is locked, those of other machines too: a clean install depends on it', () => {
  const missing = entries.flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !found(path, name))
      .map((name) => `${path} → ${name}`),
  )
  expect(missing).toEqual([])
})

test('no address of a registry is locked', () => {
  expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([])
})

/** Bindings of other machines, entered by hand: a registry that does not carry them tells no hash either. */
const BY_HAND = /^node_modules\/@duckdb\/node-bindings-/

test('every package that is fetched is known by its hash, and none runs a script of its own at install but the bundler', () => {
  const unknown = entries.filter(
    ([path, { integrity }]) => path !== '' && !BY_HAND.test(path) && !integrity?.startsWith('sha512-'),
  )
  expect(unknown.map(([path]) => path)).toEqual([])
  expect(entries.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([
    'node_modules/esbuild',
  ])
})

const declared = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>

/** A range of versions of the registry's own package of that name: no repository, address, folder or other name. */
const RANGE = /^[\^~]?\d+\.\d+(\.\d+(-[\w.]+)?)?$|^[\^~]?\d+$/

test('what is asked for comes from the registry by its own name and version', () => {
  const asked = Object.entries({ ...declared.dependencies, ...declared.devDependencies })
  expect(asked.filter(([, range]) => !RANGE.test(range))).toEqual([])
  expect(
    entries
      .filter(([path, { version, link }]) => path !== '' && (link === true || !/^\d+\.\d+\.\d+/.test(version ?? '')))
      .map(([path]) => path),
  ).toEqual([])
})

test.each([
  'git+https://example.org/a.git',
  'github:a/b',
  'a/b',
  'https://example.org/a.tgz',
  'file:../a',
  'npm:b@1',
  'latest',
  '*',
  '',
])('%j is no such range', (range) => expect(RANGE.test(range)).toBe(false))

/** Licences under which what is delivered may be passed on with this program, unchanged. */
const FREE = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Python-2.0',
  'Zlib',
  'Unlicense',
  'CC0-1.0',
  'OFL-1.1',
  'MPL-2.0',
])

/** An expression of licences: one of several may be chosen, all of several must do. */
const isFree = (expression: string): boolean =>
  expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => FREE.has(one.trim())))

/**
 * What says nothing readable of itself, with what the licence in its folder or of its origin is. By version: mapbox-gl
 * is free up to 1.x and not after it.
 */
const SAID_ELSEWHERE: Record<string, string> = {
  'mapbox-gl@1.13.3': 'BSD-3-Clause',
  'splaytree-ts@1.0.2': 'BSD-3-Clause',
  'png-js@1.1.0': 'MIT',
  'xmlhttprequest-ssl@2.1.2': 'MIT',
  '@mapbox/jsonlint-lines-primitives@2.0.2': 'MIT',
}
const licenceOf = (path: string, { license, version }: Package): string =>
  SAID_ELSEWHERE[`${path.split('node_modules/').at(-1)}@${version}`] ?? license ?? 'unknown'

test('what is delivered is under licences that let it be passed on', () => {
  const delivered = entries.filter(([path, { dev }]) => path !== '' && dev !== true)
  expect(delivered.length).toBeGreaterThan(100)
  expect(
    delivered
      .map(([path, one]) => [path, licenceOf(path, one)] as const)
      .filter(([, licence]) => !isFree(licence))
      .map((one) => one.join(' ')),
  ).toEqual([])
})

test('what is delivered is read before it changes: each package by name and version, after a look at what is new: vitest -u', async () => {
  const delivered = entries.filter(
    ([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true,
  )
  const lines = delivered.map(
    ([path, one]) => `${path.split('node_modules/').at(-1)}@${one.version} ${licenceOf(path, one)}\n`,
  )
  await expect([...new Set(lines)].sort().join('')).toMatchFileSnapshot('delivered.txt')
})

test('what is installed, and so proven here, is what is locked: no other version, nothing beside it', () => {
  const folder = new URL('../', import.meta.url)
  const installed = Object.entries(
    (JSON.parse(readFileSync(new URL('node_modules/.package-lock.json', folder), 'utf8')) as Lockfile).packages,
  )
  expect(installed.length).toBeGreaterThan(100)
  const versionAt = (path: string): string =>
    (JSON.parse(readFileSync(new URL(`${path}/package.json`, folder), 'utf8')) as { version: string }).version
  const other = installed.filter(
    ([path, { integrity }]) =>
      versionAt(path) !== packages[path]?.version
      || (integrity !== undefined && packages[path]?.integrity !== undefined && integrity !== packages[path].integrity),
  )
  expect(other.map(([path]) => path)).toEqual([])
  const there = new Set(installed.map(([path]) => path))
  const missing = entries.filter(
    ([path, { optional, peer, dev }]) => path !== '' && !there.has(path) && !optional && !peer && !dev,
  )
  expect(missing.map(([path]) => path)).toEqual([])
})

test.each([
  ['(MIT OR GPL-3.0)', true],
  ['MIT AND GPL-3.0', false],
  ['AGPL-3.0', false],
  ['UNLICENSED', false],
  ['MIT AND ISC', true],
])('%s lets it be passed on: %s', (expression, free) => expect(isFree(expression)).toBe(free))
