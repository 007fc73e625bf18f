import gcoord from 'gcoord'
import { describe, expect, test } from 'vitest'
import { boundsOf, shapeArea, type Point, type Ring, type Shape } from '../geometry/shape.ts'
import { outlinesOf } from '../outlines.ts'
import { importOutlines, type Datum, type Imported } from './index.ts'
import { nodeOf } from '../node.fixture.ts'

const node = (code: string, parent: string | null, level: string, name: string) => nodeOf(code, parent, level, { name })

const nodes = [
  node('999901', null, 'district', '甲县'),
  node('999901100', '999901', 'town', '东镇'),
  node('999901101', '999901', 'town', '西镇'),
  ...Array.from({ length: 6 }, (_, i) => node(`99990110020${i}`, '999901100', 'village', `东${i}村`)),
  ...Array.from({ length: 4 }, (_, i) => node(`99990110120${i}`, '999901101', 'village', `西${i}村`)),
]
const levels = ['district', 'town', 'village']

const box = (west: number, east: number): Ring => [
  [west, 30],
  [east, 30],
  [east, 30.1],
  [west, 30.1],
  [west, 30],
]
const east = box(120.1, 120.2)
const west = box(120, 120.1)
const outline = (properties: Record<string, unknown>, ring: unknown) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates: [ring] },
})
const towns = [outline({ code: '999901100' }, east), outline({ NAME: '西镇' }, west)]
const collection = (features: unknown[], more: object = {}) =>
  new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features, ...more }))

const ask = (bytes: Uint8Array, level = 'town', from: Datum = 'wgs84') =>
  importOutlines({ bytes, nodes, levels, level, outlined: levels, from })
const imported = (...args: Parameters<typeof ask>): Imported => {
  const result = ask(...args)
  if ('problem' in result) throw new Error(result.problem)
  return result.value
}
const problemOf = (...args: Parameters<typeof ask>): string => {
  const result = ask(...args)
  return 'problem' in result ? result.problem : ''
}
const shapesOf = ({ topology }: Imported, level: string): Map<string, Shape> =>
  new Map(
    outlinesOf(topology, level).map(({ properties: { code }, geometry }) => [
      code,
      (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as Shape,
    ]),
  )

test('towns matched by code and by name are official, the district is their sum, the villages are fitted inside', () => {
  const result = imported(collection(towns))
  expect([result.matched, result.strangers, result.missing, result.notes]).toEqual([2, [], [], []])
  expect(result.outlines).toEqual({ district: 'official', town: 'official', village: 'schematic' })
  const [district, town, village] = levels.map((level) => shapesOf(result, level))
  expect(shapeArea(town!.get('999901100')!)).toBeCloseTo(0.01, 6)
  expect(shapeArea(district!.get('999901')!)).toBeCloseTo(0.02, 6)
  expect(district!.get('999901')![0]!.length).toBe(1)
  const inside = [...village!].filter(([code]) => code.startsWith('999901100'))
  expect(inside.length).toBe(6)
  expect(inside.reduce((sum, [, shape]) => sum + shapeArea(shape), 0)).toBeCloseTo(0.01, 6)
})

test('straight official borders stay straight although the villages inside have natural ones', () => {
  for (const [x, y] of shapesOf(imported(collection(towns)), 'town')
    .get('999901100')!
    .flat(2)) {
    const off = Math.min(Math.abs(x - 120.1), Math.abs(x - 120.2), Math.abs(y - 30), Math.abs(y - 30.1))
    expect(off).toBeLessThan(5e-5)
  }
})

test('what belongs to nobody and who got nothing is listed', () => {
  const { matched, strangers, missing } = imported(collection([towns[0], outline({ name: '南镇' }, box(121, 121.1))]))
  expect([matched, strangers, missing]).toEqual([1, ['第 2 个要素（南镇）'], ['西镇（999901101）']])
})

test.each<[string, Record<string, unknown>]>([
  ['a code as number', { adcode: 999901100 }],
  ['a padded code', { 代码: '999901100000' }],
  ['a name with blanks', { name: ' 东镇 ' }],
  ['a shortened name', { name: '东' }],
  ['a name with all above it', { name: '某省某市甲县东镇' }],
])('%s is recognised', (_, properties) => expect(imported(collection([outline(properties, east)])).matched).toBe(1))

test('villages of the same name are told apart by the name of their town', () => {
  const twins = [
    ...nodes,
    node('999901100999', '999901100', 'village', '新村'),
    node('999901101999', '999901101', 'village', '新村'),
  ]
  const bytes = collection([outline({ name: '新村', town: '西镇' }, east), outline({ name: '新村' }, west)])
  const result = importOutlines({ bytes, nodes: twins, levels, level: 'village', outlined: levels, from: 'wgs84' })
  const value = 'value' in result ? result.value : null
  expect([value?.matched, value?.strangers]).toEqual([1, ['第 2 个要素（新村）']])
  expect(shapesOf(value!, 'village').has('999901101999')).toBe(true)
  expect([...shapesOf(value!, 'town').keys()]).toEqual(['999901101'])
})

test.each<Datum>(['gcj02', 'bd09'])('positions in %s are put back where they are', (from) => {
  const crs = from === 'gcj02' ? gcoord.GCJ02 : gcoord.BD09
  const shift = (ring: Ring) => ring.map((at) => gcoord.transform(at, gcoord.WGS84, crs) as Point)
  const bounds = boundsOf(
    shapesOf(imported(collection([outline({ code: '999901100' }, shift(east))]), 'town', from), 'town')
      .get('999901100')!
      .flat(2),
  )
  for (const [i, edge] of [120.1, 30, 120.2, 30.1].entries()) expect(bounds[i]).toBeCloseTo(edge, 4)
})

test('a long detailed border is thinned without opening a gap between its two sides', () => {
  const wiggly = Array.from({ length: 3001 }, (_, i): Point => [120.1 + 0.0005 * Math.sin(i / 3), 30 + i / 30000])
  const left: Ring = [[120, 30], ...wiggly, [120, 30.1], [120, 30]]
  const right: Ring = [[120.2, 30], [120.2, 30.1], ...wiggly.toReversed(), [120.2, 30]]
  const result = imported(collection([outline({ name: '西镇' }, left), outline({ name: '东镇' }, right)]))
  expect(shapesOf(result, 'district').get('999901')!.flat(1).length).toBe(1)
  const [district, town] = [shapesOf(result, 'district'), shapesOf(result, 'town')]
  expect([...town.values()].reduce((sum, shape) => sum + shapeArea(shape), 0)).toBeCloseTo(
    shapeArea(district.get('999901')!),
    8,
  )
})

describe('what is plainly not outlines is refused in words:', () => {
  const text = (written: string) => new TextEncoder().encode(written)
  test.each<[string, Uint8Array, string]>([
    ['no JSON', text('code,name'), '不是完整的 JSON'],
    ['a truncated file', collection(towns).slice(0, 90), '不是完整的 JSON'],
    ['a shapefile', new Uint8Array([0, 0, 0x27, 0x0a, 0xff, 0xfe]), '不是 UTF-8'],
    ['TopoJSON', text('{"type":"Topology"}'), '不是 GeoJSON'],
    ['null', text('null'), '不是 GeoJSON'],
    ['no features', collection([]), '没有任何要素'],
    [
      'points',
      collection([
        { type: 'Feature', properties: { name: '东镇' }, geometry: { type: 'Point', coordinates: [120, 30] } },
      ]),
      '没有面',
    ],
    [
      'metres',
      collection([
        outline({ name: '东镇' }, [
          [40520000, 3320000],
          [40530000, 3320000],
          [40530000, 3330000],
        ]),
      ]),
      '投影坐标',
    ],
    [
      'swapped axes',
      collection([
        outline(
          { name: '东镇' },
          east.map(([x, y]) => [y, x]),
        ),
      ]),
      '经度在前',
    ],
    [
      'a projected system',
      collection(towns, { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4549' } } }),
      'EPSG::4549',
    ],
    ['another place', collection([outline({ name: '别处' }, east)]), '没有一个能和这一层的区域对上'],
  ])('%s', (_, bytes, says) => expect(problemOf(bytes)).toContain(says))

  test('an unknown level', () => expect(problemOf(collection(towns), 'room')).toContain('没有 room 这一层'))

  test.each(['urn:ogc:def:crs:OGC:1.3:CRS84', 'urn:ogc:def:crs:EPSG::4490', 'EPSG:4326'])('but not %s', (name) =>
    expect(imported(collection(towns, { crs: { type: 'name', properties: { name } } })).matched).toBe(2),
  )
})

test('a feature without polygon, and one whose positions are no numbers, is left out and told', () =>
  expect(
    imported(
      collection([
        ...towns,
        { type: 'Feature', properties: {}, geometry: null },
        outline(
          { name: '东镇' },
          east.map((at) => at.map(String)),
        ),
      ]),
    ).notes,
  ).toEqual(['1 个要素不是面，没有导入：第 3 个', '1 个要素有坐标不是数字的面，这些面没有导入：第 4 个']))

test('a town delivered twice is taken once, with its villages', () => {
  const result = imported(collection([...towns, towns[0]]))
  expect(result.notes).toEqual(['东镇：同一区域的面互相重叠或重复，已合并'])
  expect(shapeArea(shapesOf(result, 'town').get('999901100')!)).toBeCloseTo(0.01, 6)
  expect([...shapesOf(result, 'village').keys()].length).toBe(10)
})

test('two towns that got the same outline are told', () =>
  expect(imported(collection([towns[0], outline({ name: '西镇' }, east)])).notes).toEqual([
    '东镇与西镇的边界重叠（约占东镇的 100%），请核对',
  ]))
