import { expect, test } from 'vitest'
import fc from 'fast-check'
import { parseWall, stageFor } from './stage.ts'

test.each([
  [1920, 1080, 1, 1920, 1080],
  [3840, 2160, 2, 1920, 1080],
  [7680, 2160, 2, 3840, 1080],
  [1440, 900, 0.75, 1920, 1200],
  [1280, 1024, 2 / 3, 1920, 1536],
])('a window of %i×%i without a declared wall', (width, height, unit, designWidth, designHeight) => {
  const stage = stageFor({ width, height }, null)
  expect(stage.unit).toBeCloseTo(unit)
  expect([Math.round(stage.design.width), Math.round(stage.design.height)]).toEqual([designWidth, designHeight])
})

test('a declared wall keeps its proportions on a smaller window and is centred', () => {
  const stage = stageFor({ width: 1920, height: 1080 }, { width: 6656, height: 1792 })
  expect(stage.design.width / stage.design.height).toBeCloseTo(6656 / 1792)
  expect(stage.left).toBeCloseTo(0)
  expect(stage.top * 2 + stage.unit * 1080).toBeCloseTo(1080)
})

test('for a stretching controller the picture fills the window and comes out round on the wall', () => {
  const stage = stageFor({ width: 1920, height: 1080 }, { width: 6656, height: 1792 }, true)
  expect(stage.design.width * stage.unit * stage.squeeze).toBeCloseTo(1920)
  const onWall = { across: (stage.unit * stage.squeeze * 6656) / 1920, down: (stage.unit * 1792) / 1080 }
  expect(onWall.across).toBeCloseTo(onWall.down)
})

test('the stage never leaves the window and never shrinks below the design', () => {
  const side = fc.integer({ min: 320, max: 9000 })
  fc.assert(
    fc.property(side, side, fc.option(fc.record({ width: side, height: side })), (width, height, wall) => {
      const stage = stageFor({ width, height }, wall)
      expect(stage.left + stage.design.width * stage.unit).toBeLessThanOrEqual(width + 1e-6)
      expect(stage.top + stage.design.height * stage.unit).toBeLessThanOrEqual(height + 1e-6)
      expect(stage.design.height).toBeGreaterThanOrEqual(1080 - 1e-6)
      if (!wall) expect(stage.design.width).toBeGreaterThanOrEqual(1920 - 1e-6)
    }),
  )
})

test.each([
  ['3840x2160', { width: 3840, height: 2160 }],
  ['3840X2160', { width: 3840, height: 2160 }],
  ['big', null],
  [undefined, null],
  [['1x1'], null],
])('a wall written %s', (text, size) => expect(parseWall(text)).toEqual(size))
