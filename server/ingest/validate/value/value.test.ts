import { expect, test } from 'vitest'
import { createZone } from '../../../lib/index.ts'
import {
  isWrong,
  readBoolean,
  readInteger,
  readNumber,
  readPoint,
  readText,
  timeReader,
  type TimeRules,
} from './index.ts'

const said = (value: unknown): unknown => (isWrong(value) ? value.wrong : value)

test.each([
  ['12', 12],
  ['-3.50', -3.5],
  ['+7', 7],
  ['.5', 0.5],
  ['12,345.6', 12345.6],
  ['１２，３４５．６', 12345.6],
  ['－８', -8],
  ['1e3', 1000],
  [4.25, 4.25],
  ['-0', 0],
  ['NaN', '不是有限的数，没有数值请留空'],
  ['Infinity', '不是有限的数，没有数值请留空'],
  ['1e999', '不是有限的数，没有数值请留空'],
  [Infinity, '不是有限的数，没有数值请留空'],
  ['12%', '应为数值，不带单位和其他文字'],
  ['35μg', '应为数值，不带单位和其他文字'],
  ['1,23', '应为数值'],
  ['十二', '应为数值'],
  ['1 2', '应为数值'],
  ['0x10', '应为数值'],
  [true, '应为数值'],
])('the number written %j is read as %j', (written, expected) => {
  expect(said(readNumber(written))).toBe(expected)
})

test.each([
  ['12.0', 12],
  ['1,200', 1200],
  ['12.5', '应为整数'],
  ['x', '应为整数'],
  ['9007199254740993', '整数过大，超出可以准确保存的范围'],
])('the whole number written %j is read as %j', (written, expected) => {
  expect(said(readInteger(written))).toBe(expected)
})

test.each([
  ['是', true],
  ['否', false],
  ['TRUE', true],
  ['0', false],
  [1, true],
  [false, false],
  ['也许', '应为 是/否、true/false 或 1/0'],
])('the truth value written %j is read as %j', (written, expected) => {
  expect(said(readBoolean(written))).toBe(expected)
})

test.each([
  ['甲', '甲'],
  [330109, '330109'],
  [true, 'true'],
  [3.3010919900101e17, '编码以数值保存，超过 15 位后已经失真，请改为文本'],
  ['a\0b', '含有不可见的控制字符'],
  [{}, '应为文本'],
])('the text written %j is read as %j', (written, expected) => {
  expect(said(readText(written))).toBe(expected)
})

const POINT = { lon: 120.26, lat: 30.18 }
test.each([
  ['120.26,30.18', POINT],
  ['120.26，30.18', POINT],
  ['POINT (120.26 30.18)', POINT],
  [[120.26, 30.18], POINT],
  [{ lon: '120.26', lat: 30.18 }, POINT],
  [{ type: 'Point', coordinates: [120.26, 30.18] }, POINT],
  ['30.18,120.26', '纬度应在 -90 到 90 之间，经度和纬度可能写反了'],
  [{ lon: 120.26 }, '经度和纬度应为以度为单位的数值，例如 120.26 和 30.18'],
  ['城厢', '应为点位，例如 120.26,30.18（经度在前）'],
  [5, '应为点位，例如 {"lon": 120.26, "lat": 30.18}'],
])('the point written %j is read as %j', (written, expected) => {
  expect(said(readPoint(written))).toEqual(expected)
})

const city = createZone('Asia/Shanghai')
const local = (written: unknown, rules: Partial<TimeRules> = {}): unknown => {
  const value = timeReader({ shiftSeconds: 0, day: false, ...rules }, city)(written)
  return typeof value === 'number' ? new Date(value).toISOString().slice(0, 19) : '不懂'
}

test.each([
  ['2019-03-01T05:00:00+08:00', '2019-03-01T05:00:00'],
  ['2019-03-01T05:00:00Z', '2019-03-01T13:00:00'],
  ['2019-02-28T23:30:00.250-0500', '2019-03-01T12:30:00'],
  ['2019-03-01 05:00:00', '2019-03-01T05:00:00'],
  ['2019-03-01 5:00', '2019-03-01T05:00:00'],
  ['2019-03-01 05', '2019-03-01T05:00:00'],
  ['20190301', '2019-03-01T00:00:00'],
  ['20190301 0500', '2019-03-01T05:00:00'],
  ['20190301050730', '2019-03-01T05:07:30'],
  [20190301, '2019-03-01T00:00:00'],
  ['2019/3/1 5:07', '2019-03-01T05:07:00'],
  ['2019年3月1日', '2019-03-01T00:00:00'],
  ['2019年3月1日 5时7分', '2019-03-01T05:07:00'],
  ['2019年3月1日5时', '2019-03-01T05:00:00'],
  ['2019年3月', '2019-03-01T00:00:00'],
  ['2019-03', '2019-03-01T00:00:00'],
  ['2019', '2019-01-01T00:00:00'],
  [2019, '2019-01-01T00:00:00'],
  ['43525', '2019-03-01T00:00:00'],
  [43525.25, '2019-03-01T06:00:00'],
  ['2019-03-01 24:00:00', '2019-03-02T00:00:00'],
  ['2020-02-29', '2020-02-29T00:00:00'],
  ['2019-02-29', '不懂'],
  ['2019-04-31', '不懂'],
  ['2019-13-01', '不懂'],
  ['2019-03-01 25:00', '不懂'],
  ['2019-03-01 24:01', '不懂'],
  ['05:00', '不懂'],
  ['201903', '不懂'],
  ['昨天', '不懂'],
  ['1899-12-31', '不懂'],
  [1551387600, '不懂'],
  [1551387600000, '不懂'],
  [true, '不懂'],
  ['2019-0a-01 05:00:00', '不懂'],
])('the time written %j is %s in the city', (written, expected) => {
  expect(local(written)).toBe(expected)
})

test.each<[string, Partial<TimeRules>, string]>([
  ['03/01/2019 05:07:09 PM', { format: '%m/%d/%Y %I:%M:%S %p' }, '2019-03-01T17:07:09'],
  ['3/1/2019 12:00:00 am', { format: '%m/%d/%Y %I:%M:%S %p' }, '2019-03-01T00:00:00'],
  ['20190101 0', { format: '%Y%m%d %H', shiftSeconds: -3600 }, '2018-12-31T23:00:00'],
  ['01-Mar-19', { format: '%d-%b-%y' }, '2019-03-01T00:00:00'],
  ['2019-03-01T05:00:00', { format: '%d.%m.%Y' }, '2019-03-01T05:00:00'],
  ['2019-03-01 05:00:00', { zone: 'America/New_York' }, '2019-03-01T18:00:00'],
  ['2019-07-01 05:00:00', { zone: 'America/New_York' }, '2019-07-01T17:00:00'],
  ['2019-03-01 23:59:00', { day: true }, '2019-03-01T00:00:00'],
  ['01.13.2019', { format: '%d.%m.%Y' }, '不懂'],
  ['13:00 PM', { format: '%I:%M %p' }, '不懂'],
  ['20190101 5 extra', { format: '%Y%m%d %H' }, '不懂'],
])('%j by %j is %s in the city', (written, rules, expected) => {
  expect(local(written, rules)).toBe(expected)
})

test('a directive nobody knows is a fault of the definition, not of the row', () => {
  expect(() => local('x', { format: '%Q' })).toThrow('%Q 不被支持')
})
