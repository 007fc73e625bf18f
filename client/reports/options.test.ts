import { expect, test } from 'vitest'
import type { Grant, RegionRef, ReportInfo } from '../../server/contract/index.ts'
import { levelWords, noPlaceWords, pickerFor, placesFor, readChoice, reportFor, writeChoice } from './options.ts'

const region = (code: string, level: string, parent: string | null): RegionRef =>
  ({ code, level, parent, name: `${code}处` }) as RegionRef
const regions = [
  region('d', 'district', null),
  region('t1', 'town', 'd'),
  region('t2', 'town', 'd'),
  region('v', 'village', 't1'),
]
const report = (levels: string[]): ReportInfo => ({
  id: 'x',
  title: '日报',
  about: '',
  subject: 'period',
  grain: 'day',
  levels,
  schedule: null,
  zone: null,
})
const grant = (at: string, ...actions: Grant['actions'][number][]): Grant => ({
  role: 'town',
  region: at,
  themes: 'all',
  actions,
})

test('a report is offered for the levels it is written for, and only where the reader may take something out', () => {
  const codes = (levels: string[], grants: Grant[]): string[] =>
    placesFor(report(levels), regions, grants, 'export').map(({ code }) => code)
  expect(codes(['town'], [grant('d', 'export')])).toEqual(['t1', 't2'])
  expect(codes(['town', 'village'], [grant('t1', 'export')])).toEqual(['t1', 'v'])
  expect(codes(['district'], [grant('t1', 'export')])).toEqual([])
  expect(codes([], [grant('d', 'aggregate'), grant('t2', 'export')])).toEqual(['t2'])
  expect(placesFor(report(['village']), regions, [grant('d', 'export')], 'export')).toEqual([
    { code: 'v', words: 't1处 / v处' },
  ])
})

test('levels are called as they are called here, and a reader without a place is told why', () => {
  const known = [
    { id: 'district', title: '区县' },
    { id: 'town', title: '镇街' },
  ]
  expect(levelWords(['town', 'city', 'district'], known)).toBe('区县、镇街')
  expect(noPlaceWords(report(['district', 'city']), known)).toBe('这份报告为区县编写，您没有这一级区域的导出权限。')
  expect(noPlaceWords(report(['city']), known)).toBe('这份报告所写的层级，本地没有。')
  expect(noPlaceWords(report([]), known)).toContain('没有导出权限')
})

test('what is chosen goes into the address and comes back; what is left open stays out of it', () => {
  const choice = { template: 'district-day', region: 'd', period: '2026-11-20', alert: '', case: '' }
  expect(readChoice(writeChoice(choice))).toEqual(choice)
  expect(writeChoice({ ...choice, period: '' })).toEqual({ report: 'district-day', r: 'd' })
})

test('an alert or a case in the address opens the report that is about one; such a report is never the first offered', () => {
  const [special, day] = [
    { ...report([]), id: 'special', subject: 'alert' as const },
    { ...report([]), id: 'day' },
  ]
  const asked = { template: '', region: '', period: '', alert: '', case: '' }
  const id = (more: object): string | undefined => reportFor([special, day], { ...asked, ...more }, () => true)?.id
  expect([id({}), id({ alert: 'a' }), id({ case: 'c' }), id({ alert: 'a', template: 'day' })]).toEqual([
    'day',
    'special',
    'special',
    'day',
  ])
  expect(noPlaceWords(special, [])).toContain('在预警或事件上选择“专报”')
})

test('a period is named by a day, month or year in it', () => {
  expect(pickerFor('day')).toEqual({ type: 'date', hint: '' })
  expect(pickerFor('week').hint).toContain('任意一天')
  expect(pickerFor('quarter')).toMatchObject({ type: 'month' })
})
