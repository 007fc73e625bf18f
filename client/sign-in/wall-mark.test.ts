import { expect, test } from 'vitest'
import { createWallMark } from './wall-mark.ts'

test('a browser stays a wall until somebody signs in there, and one that keeps nothing is none', () => {
  const kept = new Map<string, string>()
  const mark = createWallMark(() => ({
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  }))
  expect(mark.isSet()).toBe(false)
  mark.set()
  expect(mark.isSet()).toBe(true)
  mark.clear()
  expect(mark.isSet()).toBe(false)
  const closed = createWallMark(() => {
    throw new Error('blocked')
  })
  closed.set()
  closed.clear()
  expect(closed.isSet()).toBe(false)
})
