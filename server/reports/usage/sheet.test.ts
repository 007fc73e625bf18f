import { parse } from 'csv-parse/sync'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import type { Person, UsageAnswer, UsageScreen } from '../../contract/index.ts'
import { writeUsage } from './write.ts'

const PERSON: Person = { id: 'p', name: '陈立言', post: '区领导', unit: null, grants: [] } as unknown as Person
const screen = (more: Partial<UsageScreen> = {}): UsageScreen => ({
  id: 'main',
  title: '总览',
  theme: null,
  openings: 7,
  personDays: 4,
  wall: 2,
  lastOpened: '2026-11-20T09:05:30+08:00',
  cards: 3,
  acts: { alerts: 3, acted: 2, rate: 2 / 3, medianMinutes: 30, cases: 1 },
  rating: { ratings: 3, good: 2, fair: 0, poor: 1, share: 2 / 3 },
  words: ['字太小'],
  idle: false,
  panels: [
    {
      indicator: 'tt.level',
      title: '水位',
      openings: 3,
      personDays: 2,
      wall: 0,
      lastOpened: null,
      acts: null,
      idle: true,
    },
  ],
  ...more,
})
const answer = (more: Partial<UsageAnswer> = {}): UsageAnswer => ({
  from: '2026-10-22',
  to: '2026-11-20',
  since: '2026-11-01',
  unit: null,
  units: [{ code: 't1', name: '甲镇' }],
  fewest: 3,
  few: false,
  windowHours: 24,
  idleDays: 30,
  young: false,
  trend: [],
  highest: 0,
  screens: [screen()],
  ...more,
})
const written = async (of: UsageAnswer): Promise<{ raw: Buffer; rows: Record<string, string>[] }> => {
  const sink = new PassThrough()
  const [raw] = await Promise.all([
    buffer(sink),
    writeUsage(of, { person: PERSON, at: '2026-11-20T10:00:00+08:00', version: 5 }, sink).then(() => sink.end()),
  ])
  return { raw, rows: parse(raw, { bom: true, columns: true }) }
}

test('a screen and each indicator on it are a row with the page’s counts, and say of whom, since when and who took them out', async () => {
  const { raw, rows } = await written(answer())
  expect(raw.subarray(0, 9)).toEqual(Buffer.from('\uFEFF类别'))
  const [main, level] = rows
  expect(main).toMatchObject({
    类别: '驾驶舱',
    驾驶舱: '总览',
    指标: '',
    '打开（次）': '7',
    使用人日: '4',
    '大屏（次）': '2',
    '看口径（次）': '3',
    '可判定预警（条）': '3',
    '已行动预警（条）': '2',
    '预警行动率（%）': '66.7',
    '转事件（件）': '1',
    '首次行动（分钟）': '30',
    '好用率（%）': '66.7',
    '评价（份）': '3',
    好用: '2',
    一般: '0',
    不好用: '1',
    最近打开: '2026-11-20 09:05',
    闲置: '否',
    '闲置标准（天）': '30',
    单位: '全部',
    时段起: '2026-10-22',
    时段止: '2026-11-20',
    记录起: '2026-11-01',
    导出: '陈立言（区领导） 2026-11-20 10:00',
  })
  expect(level).toMatchObject({
    类别: '指标',
    驾驶舱: '总览',
    指标: '水位',
    '打开（次）': '',
    '看口径（次）': '3',
    '可判定预警（条）': '',
    '预警行动率（%）': '',
    '好用率（%）': '',
    最近打开: '',
    闲置: '是',
  })
})

test('each day is a row of its own, with the openings of the page’s course', async () => {
  const trend = [
    { day: '2026-11-19', openings: 3, wall: 1 },
    { day: '2026-11-20', openings: 4, wall: 1 },
  ]
  const days = (rows: Record<string, string>[]): Record<string, string>[] =>
    rows.filter(({ 类别 }) => 类别 === '每日合计')
  const { rows } = await written(answer({ trend }))
  expect(days(rows).map((row) => [row['日期'], row['打开（次）'], row['大屏（次）']])).toEqual([
    ['2026-11-19', '3', '1'],
    ['2026-11-20', '4', '1'],
  ])
  expect(days(rows)[0]).toMatchObject({
    驾驶舱: '',
    使用人日: '',
    闲置: '',
    单位: '全部',
    时段起: '2026-10-22',
    导出: '陈立言（区领导） 2026-11-20 10:00',
  })
  expect(days((await written(answer({ trend, few: true }))).rows)[0]).toMatchObject({
    '打开（次）': '不足 3 人',
    '大屏（次）': '1',
  })
})

test('of too few people the file says so where the page does, and what people wrote is in none', async () => {
  const { raw, rows } = await written(
    answer({
      few: true,
      unit: 't1',
      screens: [screen({ openings: 0, personDays: 0, cards: 0, lastOpened: null, rating: null, idle: null })],
    }),
  )
  expect(rows[0]).toMatchObject({
    '打开（次）': '不足 3 人',
    使用人日: '不足 3 人',
    '看口径（次）': '不足 3 人',
    '大屏（次）': '2',
    '好用率（%）': '不足 3 人',
    '评价（份）': '',
    最近打开: '不足 3 人',
    闲置: '无法判断',
    单位: '甲镇',
  })
  expect(raw.toString()).not.toContain('字太小')
})

test('a title that a spreadsheet would compute stays words', async () => {
  expect((await written(answer({ screens: [screen({ title: '=1+1' })] }))).rows[0]).toMatchObject({ 驾驶舱: "'=1+1" })
})
