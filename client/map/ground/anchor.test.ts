import { expect, test } from 'vitest'
import { anchorOf, contains } from './anchor.ts'

const square = [
  [
    [0, 0],
    [4, 0],
    [4, 4],
    [0, 4],
    [0, 0],
  ],
]
const horseshoe = [
  [
    [0, 0],
    [6, 0],
    [6, 6],
    [4, 6],
    [4, 1],
    [2, 1],
    [2, 6],
    [0, 6],
    [0, 0],
  ],
]
const ring = [
  [
    [0, 0],
    [6, 0],
    [6, 6],
    [0, 6],
    [0, 0],
  ],
  [
    [1, 1],
    [5, 1],
    [5, 5],
    [1, 5],
    [1, 1],
  ],
]

test('a plain shape is named in its middle', () => expect(anchorOf([square])).toEqual([2, 2]))

test.each([
  ['horseshoe', horseshoe],
  ['ring', ring],
])('a %s is named inside, not in its hollow', (_, polygon) =>
  expect(contains([polygon], anchorOf([polygon]))).toBe(true),
)

test('of several parts the largest is named', () =>
  expect(
    anchorOf([
      [
        [
          [9, 9],
          [10, 9],
          [10, 10],
          [9, 9],
        ],
      ],
      square,
    ]),
  ).toEqual([2, 2]))

test('a point in a hole is outside', () => {
  expect(contains([ring], [3, 3])).toBe(false)
  expect(contains([ring], [0.5, 3])).toBe(true)
})
