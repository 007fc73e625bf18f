import { expect, test } from 'vitest'
import type { Scope } from '../contract/index.ts'
import { regionOf } from './parse-query.ts'
import { Refused } from './query.ts'
import { smallTree } from './testing/city.ts'

const reach = (roots: string[], themes: 'all' | string[] = 'all') => ({
  roots,
  themes,
  class: 'internal' as const,
  rows: false,
})
const asked = (scope: Scope, written?: string, theme?: string): string => {
  try {
    return regionOf(smallTree(), scope, written, theme)
  } catch (error) {
    if (error instanceof Refused) return `${error.problem.status} ${error.problem.title}`
    throw error
  }
}

test.each([{ reaches: [] }, { reaches: [reach([])] }])('who may see no place at all is told so: %o', (scope) => {
  expect(asked(scope)).toBe('404 您还没有可以查看的区域')
  expect(asked(scope, undefined, 't')).toBe('404 您还没有可以查看的区域')
  expect(asked(scope, 'v11')).toBe('404 没有区域 v11')
})

test('who names no place begins at the top of what they see, of the theme that is asked about', () => {
  const scope = { reaches: [reach([]), reach(['t1'], ['other']), reach(['v21'], ['t'])] }
  expect([asked(scope), asked(scope, undefined, 't'), asked(scope, undefined, 'other')]).toEqual(['t1', 'v21', 't1'])
  expect(asked(scope, 't1', 't')).toBe('404 没有区域 t1')
})
