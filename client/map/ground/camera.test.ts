import { expect, test } from 'vitest'
import { between, boxOf, fit, fromWorld, joinBoxes, toWorld, type Camera } from './camera.ts'

const EDGES = { top: 0, right: 0, bottom: 0, left: 0 }
const seen = (camera: Camera, position: [number, number], width: number, height: number): [number, number] => {
  const [x, y] = toWorld(position)
  return [Math.round((x - camera.x) * camera.zoom + width / 2), Math.round((y - camera.y) * camera.zoom + height / 2)]
}

test('world and back is the same place', () => {
  const [lng, lat] = fromWorld(toWorld([120.33, 30.1]))
  expect([lng, lat].map((value) => value.toFixed(9))).toEqual(['120.330000000', '30.100000000'])
})

test('boxes grow around positions and boxes', () => {
  expect(
    boxOf([
      [1, 2],
      [-1, 5],
    ]),
  ).toEqual([-1, 2, 1, 5])
  expect(
    joinBoxes([
      [0, 0, 1, 1],
      [2, -1, 3, 0],
    ]),
  ).toEqual([0, -1, 3, 1])
})

test('a box fits inside the free part of the view and touches two of its edges', () => {
  const camera = fit([120, 30, 121, 30.5], 1000, 800, { top: 100, right: 200, bottom: 0, left: 0 })
  const [left, top] = seen(camera, [120, 30.5], 1000, 800)
  const [right, bottom] = seen(camera, [121, 30], 1000, 800)
  expect([left, right]).toEqual([0, 800])
  expect(top).toBeGreaterThanOrEqual(100)
  expect(Math.abs((top + bottom) / 2 - 450)).toBeLessThanOrEqual(1)
})

test('a point as a box does not divide by zero', () =>
  expect(Number.isFinite(fit([120, 30, 120, 30], 100, 100, EDGES).zoom)).toBe(true))

test('a flight starts here, ends there, and never loses what it flies to', () => {
  const from = fit([120, 30, 122, 31], 1000, 800, EDGES)
  const to = fit([120.2, 30.1, 120.4, 30.2], 1000, 800, EDGES)
  expect(between(from, to, 0)).toEqual(from)
  expect(between(from, to, 1).x).toBeCloseTo(to.x, 12)
  for (const part of [0.1, 0.25, 0.5, 0.75, 0.9]) {
    const [x, y] = seen(between(from, to, part), [120.3, 30.15], 1000, 800)
    expect(x >= 0 && x <= 1000 && y >= 0 && y <= 800, `at ${part}: ${x}, ${y}`).toBe(true)
  }
})
