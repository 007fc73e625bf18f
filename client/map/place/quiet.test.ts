import { expect, test } from 'vitest'
import { readOutlines } from '../ground/outlines.ts'
import { squares } from '../ground/squares.fixture.ts'
import { lookFor, regionAt } from './quiet.ts'

const outlines = readOutlines(squares())

test('a position lies in the finest region around it, and a region is found whatever its level', () => {
  for (const level of ['district', 'town', 'village'])
    for (const { code, anchor } of outlines.level(level).values()) {
      expect(lookFor(outlines, code)?.code).toBe(code)
      if (level === 'village') expect(regionAt(outlines, anchor)).toBe(code)
    }
  expect(regionAt(outlines, [121.5, 30.5])).toBe('t2')
  expect(regionAt(outlines, [0, 89])).toBeNull()
})
