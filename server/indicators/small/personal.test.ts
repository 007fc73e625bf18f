import { expect, test } from 'vitest'
import type { Catalog, Dataset } from '../../catalog/index.ts'
import { leastOf } from './personal.ts'

const dataset = (more: object): Dataset =>
  ({ id: 't.call', type: 'delivered', class: 'personal', ...more }) as unknown as Dataset
const least = (more: object): number => {
  const one = dataset(more)
  return leastOf({ datasets: new Map([['t.call', one]]) } as unknown as Catalog, one, 5)
}

test.each<[string, object, number]>([
  ['about people', {}, 5],
  ['about people, with a line of its own', { smallCount: 12 }, 12],
  ['about people, each of which must be seen', { smallCount: 0 }, 0],
  ['where one is as good as none', { smallCount: 1 }, 0],
  ['about no people', { class: 'internal' }, 0],
  ['about no people, with a line written all the same', { class: 'internal', smallCount: 12 }, 0],
])('numbers of a dataset %s are told from %o on: %i', (_, more, from) => expect(least(more)).toBe(from))

test('what is made of rows about people is about people, with their line unless it has its own', () => {
  const source = dataset({ smallCount: 9 })
  const made = (more: object): Dataset =>
    ({ id: 't.open', type: 'derived', from: 't.call', class: 'internal', ...more }) as unknown as Dataset
  const catalog = { datasets: new Map([['t.call', source]]) } as unknown as Catalog
  expect([leastOf(catalog, made({}), 5), leastOf(catalog, made({ smallCount: 3 }), 5)]).toEqual([9, 3])
})
