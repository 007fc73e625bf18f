import { expect, test } from 'vitest'
import type { CaseTypeInfo } from '../../../server/contract/index.ts'
import { likelyTypes } from './types.ts'

const types = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => ({ id }) as CaseTypeInfo)
const ids = (recent: string[]) => likelyTypes(types, recent).map(({ id }) => id)

test('what somebody reported last stands first, all else in its own order, as many as there is room for', () => {
  expect(ids([])).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
  expect(ids(['g', 'c'])).toEqual(['g', 'c', 'a', 'b', 'd', 'e'])
})

test('a type that is gone takes no room', () => expect(ids(['x', 'b'])).toEqual(['b', 'a', 'c', 'd', 'e', 'f']))
