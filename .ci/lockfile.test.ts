import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Package { integrity?: string; hasInstallScript?: boolean; dependencies?: Record<string, string>; optionalDependencies?: Record<string, string>; resolved?: string }

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as { packages: Record<string, Package> }
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
    Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => !found(path, name)).map((name) => `${path} → ${name}`))
  expect(missing).toEqual([])
})

test('no address of a registry is locked', () => {
  expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([])
})

/** Bindings of other machines, entered by hand: a registry that does not carry them tells no hash either. */
const BY_HAND = /^node_modules\/@duckdb\/node-bindings-/

test('every package that is fetched is known by its hash, and none runs a script of its own at install but the bundler', () => {
  const unknown = entries.filter(([path, { integrity }]) => path !== '' && !BY_HAND.test(path) && !integrity?.startsWith('sha512-'))
  expect(unknown.map(([path]) => path)).toEqual([])
  expect(entries.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual(['node_modules/esbuild'])
})
