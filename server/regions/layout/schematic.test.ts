import { feature } from 'topojson-client'
import { expect, test } from 'vitest'
import { contains, shapeArea, type Shape } from '../geometry/shape.ts'
import { loadRegions } from '../index.ts'
import { outlinesOf } from '../outlines.ts'
import type { RegionNode } from '../types.ts'
import { layoutSchematic } from './schematic.ts'
import { nodeOf } from '../node.fixture.ts'

const regions = loadRegions()
const topology = regions.topology()!
const KM2 = 111.195 ** 2 * Math.cos((30.1 * Math.PI) / 180)

const shapes = (level: string): Map<string, Shape> =>
  new Map(
    outlinesOf(topology, level).map(({ properties: { code }, geometry }) => [
      code,
      (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as Shape,
    ]),
  )

test('every town has about its real area', () => {
  const towns = shapes('town')
  expect(towns.size).toBe(22)
  for (const [code, shape] of towns) {
    const real = regions.get(code)!.areaKm2!
    expect([code, Math.abs((shapeArea(shape) * KM2) / real - 1) < 0.15]).toEqual([code, true])
  }
})

test('towns cover the district and villages their town, without gap or overlap', () => {
  const [district, towns, villages] = [shapes('district'), shapes('town'), shapes('village')]
  const sum = (all: Iterable<Shape>) => [...all].reduce((total, shape) => total + shapeArea(shape), 0)
  expect(sum(towns.values()) / sum(district.values())).toBeCloseTo(1, 6)
  for (const [code, town] of towns) {
    const inside = regions.children(code).map((village) => villages.get(village.code)!)
    expect(sum(inside) / shapeArea(town)).toBeCloseTo(1, 5)
    for (const village of regions.children(code))
      expect([village.name, contains(town, [village.lon!, village.lat!])]).toEqual([village.name, true])
  }
})

test('a border is one arc, whichever of its sides draws it', () => {
  const users = new Map<number, Set<string>>()
  const object = topology.objects['town']!
  if (object.type !== 'GeometryCollection') throw new Error('towns are a collection')
  for (const town of object.geometries) {
    const arcs = town.type === 'Polygon' ? town.arcs.flat() : town.type === 'MultiPolygon' ? town.arcs.flat(2) : []
    for (const arc of arcs)
      users.set(arc < 0 ? ~arc : arc, (users.get(arc < 0 ? ~arc : arc) ?? new Set()).add(String(town.id)))
  }
  expect([...users.values()].every((towns) => towns.size <= 2)).toBe(true)
  expect([...users.values()].filter((towns) => towns.size === 2).length).toBeGreaterThan(40)
})

test('zones have no outline, and what has one says whose', () => {
  expect(shapes('town').has('330109501')).toBe(false)
  const object = topology.objects['town']!
  if (object.type !== 'GeometryCollection') throw new Error('towns are a collection')
  const town = feature(topology, object).features.find(({ id }) => id === '330109113')
  expect(town?.properties).toEqual({ code: '330109113', name: '瓜沥镇', parent: '330109' })
})

test('the outlines are small enough to send to a wall', () =>
  expect(JSON.stringify(topology).length).toBeLessThan(250_000))

test.each<[string, RegionNode[], string[]]>([
  ['a root alone', [nodeOf('r', null, 'a')], ['a']],
  ['an only child', [nodeOf('r', null, 'a'), nodeOf('c', 'r', 'b')], ['a', 'b']],
  [
    'two places at the same spot',
    [nodeOf('r', null, 'a'), ...['x', 'y', 'z'].map((code) => nodeOf(code, 'r', 'b', { lon: 10, lat: 60 }))],
    ['a', 'b'],
  ],
  [
    'a place that skips a level',
    [nodeOf('r', null, 'a'), nodeOf('t', 'r', 'b'), nodeOf('v', 't', 'c'), nodeOf('w', 'r', 'c')],
    ['a', 'b', 'c'],
  ],
  [
    'places on the far side of the date line',
    [
      nodeOf('r', null, 'a'),
      ...['x', 'y', 'z'].map((code, i) => nodeOf(code, 'r', 'b', { lon: 179.8 + i * 0.05, lat: -16 })),
    ],
    ['a', 'b'],
  ],
])('%s gets outlines for every place, the same every time', (_, nodes, levels) => {
  const outlines = layoutSchematic(nodes, levels)!
  const drawn = Object.values(outlines.objects).flatMap((object) =>
    object.type === 'GeometryCollection' ? object.geometries.map(({ id }) => id) : [],
  )
  expect(drawn.sort()).toEqual(nodes.map(({ code }) => code).sort())
  expect(layoutSchematic(nodes, levels)).toEqual(outlines)
})

test('a tree of zones only has nothing to draw', () =>
  expect(layoutSchematic([nodeOf('z', null, 'a', { kind: 'zone' })], ['a'])).toBe(null))
