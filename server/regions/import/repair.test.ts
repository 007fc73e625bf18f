import { describe, expect, test } from 'vitest'
import { contains, ringArea, shapeArea, type Ring, type Shape } from '../geometry/shape.ts'
import { formatRepairs, repair } from './repair.ts'

describe('repair', () => {
  const square: Ring = [
    [0, 0],
    [2, 0],
    [2, 2],
    [0, 2],
    [0, 0],
  ]
  test.each<[string, Shape, string, number]>([
    ['leaves what is sound', [[square]], '', 4],
    ['closes a ring', [[square.slice(0, -1)]], '1 个环没有闭合，已闭合', 4],
    ['turns a clockwise ring', [[square.toReversed()]], '1 个环的绕向不合规范，已改正', 4],
    [
      'takes a bow tie apart',
      [
        [
          [
            [0, 0],
            [2, 2],
            [2, 0],
            [0, 2],
            [0, 0],
          ],
        ],
      ],
      '1 个面自相交，已拆开',
      2,
    ],
    [
      'cuts a spike that crosses the border',
      [
        [
          [
            [0, 0],
            [4, 0],
            [4, 4],
            [2, -1],
            [0, 4],
            [0, 0],
          ],
        ],
      ],
      '1 个面自相交，已拆开',
      6.8,
    ],
    [
      'drops repeated points silently',
      [
        [
          [
            [0, 0],
            [0, 0],
            [2, 0],
            [2, 2],
            [2, 2],
            [0, 2],
            [0, 0],
          ],
        ],
      ],
      '',
      4,
    ],
    [
      'drops a ring without area',
      [
        [square],
        [
          [
            [5, 5],
            [6, 6],
            [5, 5],
            [5, 5],
          ],
        ],
      ],
      '1 个环没有面积，已去掉',
      4,
    ],
    [
      'turns a hole that runs like its outer ring',
      [
        [
          square,
          [
            [0.5, 0.5],
            [1, 0.5],
            [1, 1],
            [0.5, 1],
            [0.5, 0.5],
          ],
        ],
      ],
      '1 个环的绕向不合规范，已改正',
      3.75,
    ],
    ['makes one of a part that comes twice', [[square], [square]], '同一区域的面互相重叠或重复，已合并', 4],
    ['leaves parts side by side', [[square], [square.map(([x, y]) => [x + 2, y])]], '', 8],
    [
      'makes one of parts that overlap',
      [[square], [square.map(([x, y]) => [x + 1, y])]],
      '同一区域的面互相重叠或重复，已合并',
      6,
    ],
    ['keeps an empty polygon out', [[[]]], '1 个环没有面积，已去掉', 0],
  ])('%s', (_, shape, says, area) => {
    const result = repair(shape)
    expect(formatRepairs(result.repairs)).toBe(says)
    expect(shapeArea(result.shape)).toBeCloseTo(area, 6)
    for (const [outer] of result.shape) expect([ringArea(outer!) > 0, outer![0]]).toEqual([true, outer!.at(-1)])
  })

  test('a point inside a repaired outline is inside it', () =>
    expect(
      contains(
        repair([
          [
            [
              [0, 0],
              [2, 2],
              [2, 0],
              [0, 2],
              [0, 0],
            ],
          ],
        ]).shape,
        [0.2, 1],
      ),
    ).toBe(true))
})
