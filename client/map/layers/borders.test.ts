import { expect, test } from 'vitest'
import { readOutlines } from '../ground/outlines.ts'
import { mapPalette } from '../palette.ts'
import { squares } from '../ground/squares.fixture.ts'
import { borderLayer } from './borders.ts'

const palette = mapPalette((name) => (name === '--red' ? '#ff0000' : '#808080'), 'dark')
const value = { name: '', value: 1, band: null, stale: false }
const outlines = readOutlines(squares())

test('a district has village lines, town lines and the line around it, thin to strong', () => {
  const district = { code: 'd', name: '测试区', level: 'district', kind: 'place' as const, parent: null }
  const strokes = borderLayer(
    outlines,
    district,
    { areaLevel: 'village', labelLevel: 'town', areas: { v1: value, v2: value }, labels: { t1: value, t2: value } },
    palette,
  )
  expect(strokes.map(({ colour }) => colour)).toEqual([palette.hair, palette.border, palette.outline])
  expect(strokes.map(({ width }) => width)).toEqual(strokes.map(({ width }) => width).toSorted((a, b) => a - b))
})

test('beside a town its neighbours are told apart by a faint line under all others', () => {
  const town = { code: 't1', name: '西镇', level: 'town', kind: 'place' as const, parent: 'd' }
  const [first, ...others] = borderLayer(
    outlines,
    town,
    { areaLevel: 'village', labelLevel: 'village', areas: { v1: value }, labels: { v1: value } },
    palette,
  )
  expect(first).toMatchObject({ colour: palette.around, around: true })
  expect(first!.paths.length).toBeGreaterThan(0)
  expect(others.some(({ around }) => around)).toBe(false)
})

test('a place without an outline of its own is ringed by its children', () => {
  const zone = { code: 'z', name: '开发区', level: 'town', kind: 'zone' as const, parent: 'd' }
  const strokes = borderLayer(
    outlines,
    zone,
    { areaLevel: 'village', labelLevel: 'village', areas: { v1: value }, labels: { v1: value } },
    palette,
  )
  expect(strokes.filter(({ around }) => !around).map(({ colour }) => colour)).toEqual([palette.outline])
})

test('a place in a band has a line of its colour, the worst on top; an old one has none', () => {
  const district = { code: 'd', name: '测试区', level: 'district', kind: 'place' as const, parent: null }
  const labels = { t1: { ...value, band: 'red' as const }, t2: { ...value, band: 'yellow' as const } }
  const colours = (marked: typeof labels) =>
    borderLayer(
      outlines,
      district,
      { areaLevel: 'village', labelLevel: 'town', areas: {}, labels: marked },
      palette,
    ).map(({ colour }) => colour)
  expect(colours(labels).slice(-2)).toEqual([palette.lines.yellow, palette.lines.red])
  expect(colours({ ...labels, t1: { ...labels.t1, stale: true } })).not.toContain(palette.lines.red)
})
