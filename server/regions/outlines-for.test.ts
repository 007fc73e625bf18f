import { expect, test } from 'vitest'
import { loadRegions, outlinesFor } from './index.ts'

const regions = loadRegions()
const sizeOf = (code: string, levels?: string[]) => {
  const outlines = outlinesFor(regions, code, levels)
  return (
    outlines
    && Object.entries(outlines.objects).map(([level, object]) => [
      level,
      object.type === 'GeometryCollection' ? object.geometries.length : 0,
    ])
  )
}

test('a region comes with its own outline and the two levels below it', () => {
  expect(sizeOf('330109')).toEqual([
    ['district', 1],
    ['town', 22],
    ['village', 576],
  ])
  expect(sizeOf('330109113')).toEqual([
    ['town', 1],
    ['village', regions.children('330109113').length],
  ])
  expect(sizeOf('330109', ['town'])).toEqual([['town', 22]])
})

test('nothing of another place is in the outlines of a town', () => {
  const outlines = outlinesFor(regions, '330109113')!
  const whole = regions.topology()!
  expect(outlines.arcs.length).toBeLessThan(whole.arcs.length / 5)
  expect(JSON.stringify(outlines)).not.toContain('楼塔')
})

test('a zone, a grid and an unknown place have no outline', () => {
  expect([
    outlinesFor(regions, '330109501'),
    outlinesFor(regions, '330109113001xx'),
    outlinesFor(regions, 'nowhere'),
  ]).toEqual([null, null, null])
})

test('every region with an outline has a point inside it', () => {
  for (const level of ['district', 'town', 'village'])
    for (const node of regions.descendants('330109', level))
      if (node.kind === 'place')
        expect([node.name, typeof node.lon, typeof node.lat]).toEqual([node.name, 'number', 'number'])
})
