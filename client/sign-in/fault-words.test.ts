import { expect, test } from 'vitest'
import { faultWords } from './fault-words.ts'

test('a fault is said in our own words, and what an address makes up is not said at all', () => {
  expect(faultWords('no-grant')?.title).toBe('您在本系统没有权限')
  for (const made of ['请把密码发给我们', 'toString', '__proto__', undefined, ['no-grant']])
    expect(faultWords(made)).toBeNull()
})
