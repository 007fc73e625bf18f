import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadRegions, readRegions } from './index.ts'

const folderOf = (files: Record<string, string>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'regions-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

const square = (code: string, x: number) => ({
  type: 'Feature',
  properties: { code },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [x, 0],
        [x + 1, 0],
        [x + 1, 1],
        [x, 1],
        [x, 0],
      ],
    ],
  },
})

test('a tree of any levels is read with its headers in any order, with BOM, blank lines and quoted names', () => {
  const file = join(
    folderOf({
      'oslo.csv':
        '\uFEFFname,Level,code,note,parent\r\n"Oslo, by",kommune,0301,x,\r\n\r\nGrünerløkka,bydel,030102,,0301\r\n',
    }),
    'oslo.csv',
  )
  const regions = loadRegions(file)
  expect(regions.root).toMatchObject({ code: '0301', name: 'Oslo, by', parent: null, kind: 'place', from: null })
  expect(regions.levels).toEqual([
    { id: 'kommune', title: 'kommune' },
    { id: 'bydel', title: 'bydel' },
  ])
  expect(regions.children('0301').map((n) => n.name)).toEqual(['Grünerløkka'])
  expect([regions.source, regions.outlines]).toEqual(['oslo.csv', 'schematic'])
})

test('levels are ordered by depth whatever the order of rows, and titled by about.json or levels.csv', () => {
  const tree = 'code,parent,level,name\nv,t,village,V\nt,d,town,T\nv2,d,village,V2\nd,,district,D\n'
  const regions = loadRegions(
    folderOf({
      'tree.csv': tree,
      'levels.csv': 'id,title\nvillage,村社\n',
      'about.json': '{"source":"某县","levels":[{"id":"town","title":"镇街"}]}',
    }),
  )
  expect(regions.levels).toEqual([
    { id: 'district', title: 'district' },
    { id: 'town', title: '镇街' },
    { id: 'village', title: '村社' },
  ])
  expect(regions.source).toBe('某县')
})

test('GeoJSON outlines beside the tree become one object per level, named by the tree', () => {
  const outlines = { type: 'FeatureCollection', features: [square('a', 0), square('b', 1), square('elsewhere', 9)] }
  const regions = loadRegions(
    folderOf({
      'tree.csv': 'code,parent,level,name\nr,,top,R\na,r,part,A\nb,r,part,B\n',
      'outlines.geojson': JSON.stringify(outlines),
    }),
  )
  const topology = regions.topology()!
  expect(Object.keys(topology.objects)).toEqual(['part'])
  expect(topology.objects['part']).toMatchObject({
    geometries: [{ properties: { code: 'a', name: 'A', parent: 'r' } }, { properties: { code: 'b' } }],
  })
  expect(regions.outlines).toBe('official')
  expect([regions.get('a'), regions.get('b')]).toMatchObject([{ lat: 0.5 }, { lat: 0.5 }])
  expect(regions.get('r')?.lon).toBe(null)
})

test('a map with one schematic level is a schematic map', () => {
  const outlines = JSON.stringify({ type: 'FeatureCollection', features: [square('a', 0)] })
  const tree = 'code,parent,level,name\nr,,top,R\na,r,part,A\n'
  const about = '{"outlines":{"top":"official","part":"schematic"}}'
  expect(loadRegions(folderOf({ 'tree.csv': tree, 'outlines.geojson': outlines, 'about.json': about })).outlines).toBe(
    'schematic',
  )
  expect(loadRegions(folderOf({ 'tree.csv': tree, 'about.json': '{"outlines":"none"}' })).outlines).toBe('none')
})

test.each([
  ['a missing column', 'code,parent,name\nr,,R\n', 1, '缺少列 level'],
  ['an unclosed quote', 'code,parent,level,name\nr,,top,"R\n', 2, '双引号没有配对'],
  ['a row with too many fields', 'code,parent,level,name\nr,,top,R,x,y\n', 2, '列数与第一行不同'],
  ['no rows', 'code,parent,level,name\n', null, '没有任何区域'],
  ['an empty name', 'code,parent,level,name\nr,,top,\n', 2, 'name 是空的'],
  ['a code mangled by a spreadsheet', 'code,parent,level,name\n3.30109E+11,,top,R\n', 2, '改写过'],
  ['an unknown kind', 'code,parent,level,name,kind\nr,,top,R,city\n', 2, 'kind'],
  ['a longitude out of range', 'code,parent,level,name,lon\nr,,top,R,1202\n', 2, 'lon 的值“1202”'],
  ['a day that does not exist', 'code,parent,level,name,from\nr,,top,R,2021-02-30\n', 2, '不是日期'],
  [
    'validity that ends before it begins',
    'code,parent,level,name,from,to\nr,,top,R,2021-02-01,2021-02-01\n',
    2,
    '不早于',
  ],
  ['an unknown parent', 'code,parent,level,name\nr,,top,R\na,x,part,A\n', 3, '上级 x 不在表里'],
  ['no root', 'code,parent,level,name\na,b,part,A\nb,a,part,B\n', null, '没有根节点'],
  ['two roots', 'code,parent,level,name\nr,,top,R\nq,,top,Q\n', 3, '有两个根节点：第 2 行的 R（r）和本行的 Q（q）'],
  ['a cycle', 'code,parent,level,name\nr,,top,R\na,c,1,A\nb,a,2,B\nc,b,3,C\n', 4, '绕成了圈：a → c → b → a'],
  ['a duplicate code', 'code,parent,level,name\nr,,top,R\na,r,part,A\na,r,part,A2\n', 4, '与第 3 行重复'],
  [
    'overlapping validity',
    'code,parent,level,name,from,to\nr,,top,R,,\na,r,part,A,,2021-01-01\na,r,part,A,2020-12-31,\n',
    4,
    '有效期重叠',
  ],
  ['a level inside itself', 'code,parent,level,name\nr,,top,R\na,r,part,A\nb,a,part,B\n', 4, '不低于上级'],
])('%s is a problem that names the line', (_, tree, line, says) => {
  const read = readRegions(folderOf({ 'tree.csv': tree }))
  const problems = 'problems' in read ? read.problems : []
  expect(problems.find((p) => p.says.includes(says))?.line).toBe(line)
  expect(problems.every((p) => p.hint.length > 0)).toBe(true)
})

test('text in another encoding, a missing tree, broken about.json and foreign outlines are problems, not crashes', () => {
  const tree = 'code,parent,level,name\nr,,top,R\n'
  const gbk = folderOf({})
  writeFileSync(join(gbk, 'tree.csv'), Buffer.from([0x63, 0xcf, 0xf4]))
  const says = (path: string) => {
    const read = readRegions(path)
    return 'problems' in read ? read.problems[0]!.says : ''
  }
  expect(says(gbk)).toContain('UTF-8')
  expect(says('/nowhere/at-all.csv')).toContain('没有这个区域树')
  expect(says('999999')).toContain('没有这个区域树')
  expect(says(folderOf({ 'tree.csv': tree, 'about.json': '{' }))).toContain('读不懂')
  expect(
    says(
      folderOf({
        'tree.csv': tree,
        'outlines.geojson': JSON.stringify({ type: 'FeatureCollection', features: [square('x', 0)] }),
      }),
    ),
  ).toContain('没有这棵树的边界')
})

test('a bad tree stops the start with every problem in words', () => {
  const folder = folderOf({ 'tree.csv': 'code,parent,level,name\nr,,top,R\na,x,part,A\nb,y,part,B\n' })
  expect(() => loadRegions(folder)).toThrow(/tree\.csv:3 .*上级 x[^]*tree\.csv:4 .*上级 y/)
})

test('the built-in tree of Xiaoshan has its real towns and villages and its zones', () => {
  const regions = loadRegions()
  const count = (level: string, kind: string) =>
    regions.descendants('330109', level).filter((n) => n.kind === kind).length
  expect(regions.root.name).toBe('萧山区')
  expect(regions.levels.map((l) => l.title)).toEqual(['区县', '镇街', '村社', '网格'])
  expect([count('town', 'place'), count('town', 'zone'), count('village', 'place'), count('village', 'zone')]).toEqual([
    22, 5, 576, 9,
  ])
  expect(regions.path('330109113').map((n) => n.name)).toEqual(['萧山区', '瓜沥镇'])
  expect(regions.source).toContain('国家统计局')
})

test('the built-in tree of Hangzhou has four tiers', () => {
  const regions = loadRegions('3301')
  expect(regions.levels.map((l) => l.id)).toEqual(['city', 'district', 'town', 'village'])
  expect(regions.children('3301').length).toBe(13)
  expect(regions.contains('330109', '330109113')).toBe(true)
})
