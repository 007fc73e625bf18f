import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRegions } from './create.ts'
import type { RegionNode } from './types.ts'
import { nodeOf } from './node.fixture.ts'

const node = (
  code: string,
  parent: string | null,
  level: string,
  from: string | null = null,
  to: string | null = null,
) => nodeOf(code, parent, level, { from, to })

const regionsOf = (nodes: RegionNode[], today = '2024-01-01') =>
  createRegions({ nodes, levels: [], source: '', outlines: 'none', topology: null, today: () => today })

const rezoned = [
  node('r', null, 'district'),
  node('A', 'r', 'town'),
  node('B', 'r', 'town', '2020-01-01'),
  node('v', 'A', 'village', null, '2021-04-01'),
  node('v', 'B', 'village', '2021-04-01'),
  node('w', 'B', 'village'),
]

test('a village that moves belongs to the old town before the day and to the new one from it', () => {
  const regions = regionsOf(rezoned)
  expect(regions.get('v', '2021-03-31')?.parent).toBe('A')
  expect(regions.get('v', '2021-04-01')?.parent).toBe('B')
  expect(regions.get('v')?.parent).toBe('B')
  expect(regions.children('A').map((n) => n.code)).toEqual([])
  expect(regions.path('v', '2021-03-31').map((n) => n.code)).toEqual(['r', 'A', 'v'])
  expect([regions.contains('A', 'v'), regions.contains('B', 'v'), regions.contains('A', 'w')]).toEqual([
    true,
    true,
    false,
  ])
})

test('today moves with the clock', () => {
  expect(regionsOf(rezoned, '2021-03-31').get('v')?.parent).toBe('A')
})

test('the closure gives each pair the days on which the whole path held', () => {
  const pairs = regionsOf(rezoned)
    .closure()
    .filter((row) => row.descendant === 'v' || row.descendant === 'w')
  expect(pairs).toEqual(
    expect.arrayContaining([
      { ancestor: 'v', via: null, descendant: 'v', from: null, to: null },
      { ancestor: 'A', via: 'v', descendant: 'v', from: null, to: '2021-04-01' },
      { ancestor: 'B', via: 'v', descendant: 'v', from: '2021-04-01', to: null },
      { ancestor: 'r', via: 'A', descendant: 'v', from: null, to: '2021-04-01' },
      { ancestor: 'r', via: 'B', descendant: 'v', from: '2021-04-01', to: null },
      { ancestor: 'w', via: null, descendant: 'w', from: '2020-01-01', to: null },
      { ancestor: 'r', via: 'B', descendant: 'w', from: '2020-01-01', to: null },
    ]),
  )
  expect(pairs.length).toBe(8)
})

test('a node is nowhere while its town does not exist', () => {
  const regions = regionsOf(rezoned)
  expect([
    regions.get('w', '2019-12-31'),
    regions.path('w', '2019-12-31'),
    regions.children('B', '2019-12-31'),
  ]).toEqual([null, [], []])
  expect(regions.resolve('w')).toBe('w')
})

test('a root that was abolished is still the root', () => {
  expect(regionsOf([node('r', null, 'district', null, '2021-04-01')]).root.code).toBe('r')
})

test('descendants come in tree order and include a node of the level itself', () => {
  const regions = regionsOf([
    node('r', null, 'd'),
    node('b', 'r', 't'),
    node('a', 'r', 't'),
    node('a1', 'a', 'v'),
    node('b2', 'b', 'v'),
    node('b1', 'b', 'v'),
    node('r1', 'r', 'v'),
  ])
  expect(regions.descendants('r', 'v').map((n) => n.code)).toEqual(['b2', 'b1', 'a1', 'r1'])
  expect(regions.descendants('b', 't').map((n) => n.code)).toEqual(['b'])
  expect(regions.descendants('b1', 't')).toEqual([])
  expect(regions.descendants('nowhere', 't')).toEqual([])
})

test.each([
  ['330109001', '330109001'],
  ['330109001000', '330109001'],
  [' 330109001 ', '330109001'],
  ['330109000000', '330109'],
  ['330109000', '330109'],
  ['330109001010', '330109001010'],
  ['330109002000', null],
  ['33010900100', null],
  ['330108000000', null],
  ['', null],
  ['萧山', null],
])('what is written %j means %j', (written, code) => {
  const regions = regionsOf([
    node('330109', null, 'district'),
    node('330109001', '330109', 'town'),
    node('330109001010', '330109001', 'village'),
  ])
  expect(regions.resolve(written)).toBe(code)
})

const days = ['2020-01-01', '2021-01-01', '2022-01-01', '2023-01-01']
const period = fc.constantFrom<[string | null, string | null]>(
  [null, null],
  [null, days[1]!],
  [days[1]!, null],
  [days[0]!, days[2]!],
  [days[2]!, days[3]!],
  [days[2]!, null],
)

/** A root, towns and villages whose periods are drawn at random, villages with up to two periods under random towns. */
const tree = fc
  .record({
    towns: fc.array(fc.tuple(period, fc.boolean()), { minLength: 1, maxLength: 4 }),
    villages: fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.constantFrom(...days)), { maxLength: 6 }),
  })
  .map(({ towns, villages }) => [
    node('r', null, 'd'),
    ...towns
      .flatMap(([[from, to], again]) =>
        [{ from, to }, ...(again && to !== null ? [{ from: to, to: null }] : [])].map((p) => ({ ...p })),
      )
      .map(({ from, to }, i) => node(`t${i}`, 'r', 't', from, to)),
    ...villages.flatMap(([a, b, day], i) => [
      node(`v${i}`, `t${a % towns.length}`, 'v', null, day),
      node(`v${i}`, `t${b % towns.length}`, 'v', day),
    ]),
  ])

test('on every day the closure says what the paths of that day say', () => {
  fc.assert(
    fc.property(tree, fc.constantFrom('2019-06-01', ...days, '2020-06-01', '2024-06-01'), (nodes, at) => {
      const regions = regionsOf(nodes)
      const fromClosure = regions
        .closure()
        .filter((row) => (row.from === null || row.from <= at) && (row.to === null || row.to > at))
        .map((row) => `${row.ancestor}>${row.via}>${row.descendant}`)
      const codes = [...new Set(nodes.map((n) => n.code))]
      const fromPaths = codes.flatMap((code) => {
        const path = regions.path(code, at)
        return path.map((n, i) => `${n.code}>${path[i + 1]?.code ?? null}>${code}`)
      })
      expect(fromClosure.sort()).toEqual(fromPaths.sort())
      for (const row of regions.closure()) expect(regions.contains(row.ancestor, row.descendant)).toBe(true)
    }),
  )
})

test('one schematic level makes the tree schematic, and every level says what its own outlines are', () => {
  const regions = createRegions({
    nodes: rezoned,
    levels: [],
    source: '',
    outlines: { district: 'official', town: 'official', village: 'schematic' },
    topology: null,
    today: () => '2024-01-01',
  })
  expect([
    regions.outlines,
    regions.outlinesOf('town'),
    regions.outlinesOf('village'),
    regions.outlinesOf('grid'),
  ]).toEqual(['schematic', 'official', 'schematic', 'none'])
})
