import { expect, test } from 'vitest'
import { neighbourOf, type Direction } from './neighbour.ts'

const places = (
  [
    ['middle', 0, 0],
    ['east', 50, 5],
    ['far east', 120, 0],
    ['north', 4, -60],
    ['south-west', -40, 30],
  ] as const
).map(([name, x, y]) => ({ name, point: [x, y] as [number, number] }))

test.each<[Direction, string | null]>([
  ['right', 'east'],
  ['up', 'north'],
  ['left', 'south-west'],
  ['down', 'south-west'],
])('%s of the middle', (direction, name) => expect(neighbourOf(places, [0, 0], direction)?.name ?? null).toBe(name))
test('at the edge there is nothing further', () => expect(neighbourOf(places, [120, 0], 'right')).toBeNull())
