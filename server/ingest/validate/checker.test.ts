import { expect, test } from 'vitest'
import type { Column, DeliveredDataset } from '../../catalog/index.ts'
import { createZone } from '../../lib/index.ts'
import { loadRegions } from '../../regions/index.ts'
import { compileChecker } from './index.ts'

const LATEST = Date.UTC(2026, 10, 21)
const context = { zone: createZone('Asia/Shanghai'), regions: loadRegions('330109') }

const TEXT = { type: 'text', required: false }

const checkerOf = (columns: Record<string, Partial<Column>>, more: Partial<DeliveredDataset> = {}) => {
  const declared = { at: { type: 'time', from: ['时间', 'time'] }, ...columns }
  const full = Object.fromEntries(Object.entries(declared).map(([name, column]) => [name, { ...TEXT, ...column }]))
  return compileChecker(
    {
      type: 'delivered',
      id: 'test.one',
      title: '测试',
      theme: 'test',
      owner: '',
      freshnessSeconds: 60,
      synthetic: false,
      class: 'public',
      note: null,
      origin: { file: '', line: 1, yaml: '' },
      kind: 'reading',
      key: [],
      time: 'at',
      period: null,
      updated: null,
      region: null,
      checks: [],
      dimensions: [],
      fedBy: null,
      opens: null,
      columns: full as Record<string, Column>,
      ...more,
    },
    context,
  )
}

const check = (
  columns: Record<string, Partial<Column>>,
  values: Record<string, unknown>,
  more?: Partial<DeliveredDataset>,
) => {
  const result = checkerOf(columns, more).check(3, { time: '2026-11-01', ...values }, LATEST)
  return 'reason' in result ? [result.column, result.value, result.reason] : result.values
}

test.each<[string, Partial<Column>, Record<string, unknown>, unknown]>([
  ['is read by its own name', { type: 'number' }, { x: '1,000' }, 1000],
  ['is read by the first header it declares that is there', { from: ['甲', '乙'] }, { 乙: 'b' }, 'b'],
  ['is read by its title', { title: '名称' }, { 名称: 'n' }, 'n'],
  ['is read by its title without the unit', { type: 'number', title: '水位（米）' }, { 水位: '5.2' }, 5.2],
  ['is composed', { compose: '{a}-{b}' }, { a: 1, b: ' z ' }, '1-z'],
  ['is nothing when a part of it is missing', { compose: '{a}-{b}' }, { a: 1, b: '' }, null],
  ['is constant when composed of nothing', { type: 'date', compose: '2019-01-01' }, {}, Date.UTC(2019, 0, 1)],
  [
    'is made of two coordinates',
    { type: 'point', from: { lon: '经度', lat: '纬度' } },
    { 经度: '120.2', 纬度: 30 },
    { lon: 120.2, lat: 30 },
  ],
  [
    'is nothing without coordinates',
    { type: 'point', from: { lon: '经度', lat: '纬度' } },
    { 经度: '', 纬度: null },
    null,
  ],
  ['is nothing when blank', { type: 'number' }, { x: '  ' }, null],
  ['is nothing when its word for nothing is written', { type: 'number', blank: ['—', '-999'] }, { x: -999 }, null],
  ['is translated', { values: { closed: '已办结' } }, { x: 'closed' }, '已办结'],
  ['is translated before its type is read', { type: 'boolean', values: { Y: 'true', N: 'false' } }, { x: 'N' }, false],
  ['is trimmed', {}, { x: '　甲 ' }, '甲'],
  ['is the canonical code of a region', { type: 'region' }, { x: '330109001000' }, '330109001'],
  ['is within its limits', { type: 'integer', min: 1, max: 5 }, { x: '5' }, 5],
  ['follows its pattern', { pattern: '^[0-9]{6}$' }, { x: 330109 }, '330109'],
])('a column %s', (_, column, values, expected) => {
  expect(check({ x: column }, values)).toMatchObject({ x: expected })
})

test.each<[string, Partial<Column>, Record<string, unknown>, unknown[]]>([
  ['what is required and blank', { required: true }, { x: ' ' }, ['x', '', '必填，不能为空']],
  ['a value not listed', { values: ['甲', '乙'] }, { x: '丙' }, ['x', '丙', '应为 甲、乙 之一']],
  ['a value without translation', { values: { a: '甲' } }, { x: '甲' }, ['x', '甲', '应为 a 之一']],
  ['a number below its limits', { type: 'number', min: 0, max: 500 }, { x: -1 }, ['x', '-1', '应在 0 到 500 之间']],
  ['a number above its limit', { type: 'number', max: 500 }, { x: '501' }, ['x', '501', '应不大于 500']],
  ['a code of another shape', { pattern: '^[0-9]{6}$' }, { x: '33010' }, ['x', '33010', '写法应符合 ^[0-9]{6}$']],
  [
    'a region outside the tree',
    { type: 'region' },
    { x: '330108001' },
    ['x', '330108001', '不在“萧山区”的区划树内，应为树内区域的代码'],
  ],
  [
    'half a point',
    { type: 'point', from: { lon: '经度', lat: '纬度' } },
    { 经度: '120.2', 纬度: '' },
    ['经度、纬度', '{"lon":"120.2","lat":""}', '经度和纬度应为以度为单位的数值，例如 120.26 和 30.18'],
  ],
  [
    'a formula without a result',
    { type: 'number' },
    { x: { fault: 'formula', cell: 'C7', text: '=A1' } },
    ['x', '=A1', 'C7 是公式且没有计算结果，请在 Excel 中重新计算后保存，或粘贴为数值'],
  ],
  [
    'an error of the workbook',
    { type: 'number' },
    { x: { fault: 'error', cell: 'C7', text: '#N/A' } },
    ['x', '#N/A', 'C7 是错误值 #N/A'],
  ],
  [
    'a merged cell',
    { type: 'number' },
    { x: { fault: 'merged', cell: 'C7', text: 'A7:C7' } },
    ['x', 'A7:C7', 'C7 在合并单元格 A7:C7 内，请取消合并并逐格填写'],
  ],
])('a row is refused for %s, with what was expected', (_, column, values, expected) => {
  expect(check({ x: column }, values)).toEqual(expected)
})

test('a row with several faults is refused once and tells them all', () => {
  expect(check({ x: { type: 'integer' }, y: { type: 'boolean' } }, { time: '2099-01-01', x: 'a', y: 'b' })).toEqual([
    'time',
    '2099-01-01',
    '时间在未来，请核对日期和时区；x：应为整数；y：应为 是/否、true/false 或 1/0',
  ])
})

test('only the times when something happened or changed must not lie in the future', () => {
  const columns = { due: { type: 'time' as const }, changed: { type: 'time' as const } }
  expect(check(columns, { due: '2099-01-01' }, { updated: 'changed' })).toHaveProperty('due')
  expect(check(columns, { changed: '2099-01-01' }, { updated: 'changed' })).toEqual([
    'changed',
    '2099-01-01',
    '时间在未来，请核对日期和时区',
  ])
})

test('headers are reported as missing, doubled and unknown, each under the name the sender should use', () => {
  const checker = checkerOf({
    x: { type: 'number', from: ['PM2.5'] },
    p: { type: 'point', from: { lon: '经度', lat: '纬度' } },
    c: { compose: '{date} {hour}' },
  })
  expect(checker.headers(['时间', 'PM2.5', '经度', '纬度', 'date', 'hour', '备注', '备注'])).toEqual({
    missing: [],
    duplicated: [],
    ignored: ['备注'],
  })
  expect(checker.headers(['time', 'time', '经度', 'date'])).toEqual({
    missing: ['PM2.5', '纬度', 'hour'],
    duplicated: ['time'],
    ignored: [],
  })
})

test('a header that one column declares is not taken for the title of another', () => {
  expect(check({ name: { title: '站名' }, city: { from: ['站名'], title: '城市' } }, { 站名: 'a' })).toMatchObject({
    name: null,
    city: 'a',
  })
  expect(
    check(
      { a: { title: '时段（起）' }, b: { title: '时段（止）' } },
      { 时段: '0', '时段（起）': '1', '时段（止）': '2' },
    ),
  ).toMatchObject({ a: '1', b: '2' })
})
