import { expect, test } from 'vitest'
import type { HeadlinePanel } from '../../../server/contract/index.ts'
import { cellOf, indicatorOf, INSTANT, NOW } from '../fixture.ts'
import { awaitedOf, deskColumns, headlineColumns, headlineItems, headlineScale, isBare, sparkPlace } from './options.ts'

const world = { lookup: () => indicatorOf(), themeTitle: () => '社会治理', now: NOW, instant: INSTANT }
const change = {
  basis: 'pop',
  bucket: '',
  value: 424,
  difference: 62,
  ratio: 0.146,
  tone: 'bad',
  partial: true,
} as const
const panel = (more: Partial<HeadlinePanel['items'][number]> = {}): HeadlinePanel => ({
  kind: 'headline',
  items: [{ indicator: 'x.cases', region: 'd', grain: 'day', cell: cellOf(), change, spark: [1, null, 3], ...more }],
})
const only = (data: HeadlinePanel) => headlineItems(data, world)[0]!

test('a fresh number has its colour, its difference and where it comes from', () => {
  expect(only(panel())).toMatchObject({
    theme: '社会治理',
    title: '待办事件',
    when: '',
    band: 'orange',
    stale: null,
    target: null,
    number: {
      text: '486',
      unit: '件',
      question: { indicator: 'x.cases', region: 'd', grain: 'day' },
      label: '待办事件 486 件，查看口径',
    },
    change: { arrow: 'up', text: '62', basis: '较昨日同时段' },
  })
})

test('a stale number loses its colour and its difference and says how old it is', () => {
  const item = only(panel({ cell: cellOf({ stale: true, band: null }), dataAt: '2026-11-21T17:41:00+08:00' }))
  expect(item).toMatchObject({ band: null, change: null, stale: '数据停在 3 小时前' })
  expect(only(panel({ cell: cellOf({ stale: true }) })).stale).toBe('数据未按时更新')
})

test('a number of another bucket names it', () => {
  expect(only(panel({ cell: cellOf({ bucket: '2026-11-20T00:00:00+08:00' }) })).when).toBe('11月20日')
  expect(only(panel({ grain: 'month', cell: cellOf({ bucket: '2026-11-01T00:00:00+08:00' }) })).when).toBe('本月')
})

test('the small line of a number that grows all day ends with the last whole day; of others it goes on into the running one', () => {
  const drawn = (more: object, of: HeadlinePanel) =>
    headlineItems(of, { ...world, lookup: () => indicatorOf(more) }).map(({ spark, running }) => [spark, running])[0]
  expect(drawn({ grows: true }, panel())).toEqual([[1, null], false])
  expect(drawn({}, panel())).toEqual([[1, null, 3], true])
  expect(drawn({ grows: true }, panel({ cell: cellOf({ bucket: '2026-11-20T00:00:00+08:00' }) }))).toEqual([
    [1, null, 3],
    false,
  ])
})

test('nothing known is a dash, of no unit', () => {
  expect(only(panel({ cell: cellOf({ value: null, band: null }), change: null })).number).toMatchObject({
    text: '—',
    unit: '',
    label: '待办事件 没有数据，查看口径',
  })
})

test('numbers whose data were never delivered are one note that says who is to deliver what; a panel of nothing else only waits', () => {
  const lacking = (indicator: string) => ({
    ...panel({ cell: cellOf({ value: null, band: null }), change: null }).items[0]!,
    indicator,
    awaits: [{ title: '空气站小时值', owner: '生态环境局' }],
  })
  const waiting: HeadlinePanel = { kind: 'headline', items: [lacking('x.aqi'), lacking('x.good')] }
  const mixed: HeadlinePanel = { kind: 'headline', items: [...panel().items, ...waiting.items] }
  const lookup = (id: string) => indicatorOf({ id, title: `题 ${id}` })
  expect(awaitedOf(mixed, lookup)).toMatchObject([
    {
      source: { title: '空气站小时值', owner: '生态环境局' },
      numbers: [{ title: '题 x.aqi', number: { question: { indicator: 'x.aqi' } } }, { title: '题 x.good' }],
    },
  ])
  expect(headlineItems(mixed, world).map(({ key }) => key)).toEqual(['x.cases/day'])
  expect([isBare(waiting), isBare(mixed), isBare({ kind: 'headline', items: [] }), isBare(undefined)]).toEqual([
    true,
    false,
    false,
    false,
  ])
})

test('a panel of what is not measured here says so once; a number with a past keeps its dash', () => {
  const nothing = (spark: (number | null)[]) =>
    panel({ cell: cellOf({ value: null, band: null }), change: null, spark })
  expect([
    isBare(nothing([null, null])),
    headlineItems(nothing([null, null]), world),
    awaitedOf(nothing([null, null]), world.lookup),
  ]).toMatchObject([true, [], [{ source: null, numbers: [{ title: '待办事件' }] }]])
  expect([isBare(nothing([3, null])), awaitedOf(nothing([3, null]), world.lookup)]).toEqual([false, []])
  expect(only(nothing([3, null])).none).toBe('尚无数据')
})

test.each([
  [6, 408, 560, 1],
  [6, 408, 300, 2],
  [9, 408, 640, 2],
  [3, 560, 880, 1],
  [6, 560, 1300, 2],
  [1, 408, 80, 1],
  [5, 300, 0, 1],
])('%i items in %i×%i stand in %i columns', (items, width, height, columns) =>
  expect(headlineColumns(items, { width, height })).toBe(columns),
)

test.each([
  [6, 1, 408, 560, { width: 114, height: 34, below: false }],
  [5, 1, 570, 1000, { width: 205, height: 96, below: false }],
  [5, 2, 408, 336, null],
  [5, 2, 408, 400, { width: 176, height: 29, below: true }],
  [6, 2, 408, 240, null],
  [6, 6, 1500, 110, { width: 63, height: 34, below: false }],
])('%i items in %i columns of %i×%i have a line of', (items, columns, width, height, place) =>
  expect(sparkPlace(items, columns, { width, height })).toEqual(place),
)

test.each([
  [6, 1400, 6],
  [6, 900, 3],
  [5, 1400, 5],
  [7, 1400, 4],
  [6, 350, 1],
  [1, 1400, 1],
  [0, 0, 1],
])('%i items on a page %i wide stand in %i columns', (items, width, columns) =>
  expect(deskColumns(items, width)).toBe(columns),
)

test.each([
  [6, 1, 408, 560, 1],
  [3, 1, 408, 380, 1.15],
  [3, 1, 408, 850, 1.36],
  [3, 1, 520, 850, 1.73],
  [3, 1, 1000, 850, 1.8],
  [5, 2, 408, 336, 1],
])('%i items in %i columns of %i×%i are written %s times as large', (items, columns, width, height, scale) =>
  expect(headlineScale(items, columns, { width, height })).toBe(scale),
)
