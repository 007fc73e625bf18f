import { expect, test } from 'vitest'
import { readOutlines } from './outlines.ts'
import { squares } from './squares.fixture.ts'

test('outlines of a level come by code, with box, parent and a point inside', () => {
  const east = readOutlines(squares()).level('town').get('t2')!
  expect([east.name, east.parent, east.box]).toEqual(['东镇', 'd', [121, 30, 122, 31]])
  expect(east.anchor.map((value) => Math.round(value * 100) / 100)).toEqual([121.5, 30.5])
})

test('an unknown level is empty, and nothing is decoded twice', () => {
  const topology = squares()
  expect(readOutlines(topology).level('grid').size).toBe(0)
  expect(readOutlines(topology)).toBe(readOutlines(topology))
})

test('a border two towns share is one inner line; the outer line leaves it out', () => {
  const outlines = readOutlines(squares())
  const both = new Set(['t1', 't2'])
  expect(
    outlines
      .borders('town', both, 'inner')
      .flat()
      .every(([lng]) => lng === 121),
  ).toBe(true)
  expect(outlines.borders('town', both, 'inner')).not.toEqual([])
  expect(outlines.borders('town', new Set(['t1']), 'inner')).toEqual([])
  expect(
    outlines
      .borders('town', new Set(['t1']), 'outer')
      .flat()
      .some(([lng]) => lng === 121),
  ).toBe(true)
  expect(
    outlines.borders('town', both, 'outer').every((line) => !(line.length === 2 && line.every(([lng]) => lng === 121))),
  ).toBe(true)
})
