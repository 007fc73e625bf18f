import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const PAGES = ['README.md', 'docs/access.md', 'docs/architecture.md', 'docs/security.md']
const NAMED = /`((?:server|client|e2e|metrics|fixtures|bench|docs|\.ci)\/[\w./-]+)`/g

test.each(PAGES)('every file that %s names is there', (page) => {
  const named = [...readFileSync(resolve(root, page), 'utf8').matchAll(NAMED)].map((match) => match[1]!)
  expect(named.length).toBeGreaterThan(3)
  expect(named.filter((path) => !existsSync(resolve(root, path)))).toEqual([])
})
