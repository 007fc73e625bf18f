import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Grain } from '../../contract/index.ts'
import type { Ask } from '../ask.ts'
import { loadDefinitions, local } from '../testing/city.ts'
import { addedThere } from './parts-at.ts'
import type { PassContext } from './pass.ts'
import { storedPass } from './stored.ts'

const catalog = await loadDefinitions(fileURLToPath(new URL('../testing/metrics', import.meta.url)))
const first = local('2025-01-01')
const sqlOf = (grain: Grain): string => {
  const ask: Ask = { regions: ['d'], grain, first, last: first, cut: null, asOf: null, tree: 'bucket', now: first }
  return addedThere(storedPass, { catalog, dated: false } as PassContext, 't.case', ask).made().sql
}

// Over twenty million facts the lists of a year were more than the memory of the store.
test.each<[Grain, boolean]>([
  ['hour', true],
  ['day', true],
  ['week', false],
  ['month', false],
  ['year', false],
])('children are gathered in lists for a bucket of one %s: %s', (grain, lists) =>
  expect(sqlOf(grain).includes('list(')).toBe(lists),
)
