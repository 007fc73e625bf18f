import { expect, test } from 'vitest'
import { nearest, type Box, type Direction } from './nearest.ts'

const box = (left: number, top: number, width: number, height: number): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
})
const wall = {
  headline: box(16, 88, 440, 640),
  trend: box(16, 744, 440, 264),
  map: box(472, 88, 976, 920),
  ranking: box(1464, 88, 440, 400),
  alerts: box(1464, 504, 440, 504),
  ticker: box(0, 1024, 1920, 56),
}
type Name = keyof typeof wall
const names = Object.keys(wall) as Name[]
const go = (from: Name, direction: Direction): Name | undefined =>
  names[
    nearest(
      wall[from],
      names.map((name) => wall[name]),
      direction,
    )
  ]

test.each<[Name, Direction, Name | undefined]>([
  ['headline', 'right', 'map'],
  ['headline', 'down', 'trend'],
  ['headline', 'left', undefined],
  ['headline', 'up', undefined],
  ['trend', 'right', 'map'],
  ['trend', 'up', 'headline'],
  ['trend', 'down', 'ticker'],
  ['map', 'left', 'headline'],
  ['map', 'down', 'ticker'],
  ['ranking', 'down', 'alerts'],
  ['alerts', 'left', 'map'],
  ['ticker', 'up', 'map'],
])('from %s going %s', (from, direction, to) => expect(go(from, direction)).toBe(to))
