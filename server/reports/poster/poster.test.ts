import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Cell, PanelData, View } from '../../contract/index.ts'
import { loadDefinitions } from '../../indicators/testing/city.ts'
import { loadRegions, outlinesFor } from '../../regions/index.ts'
import { drawPanel } from './panel.ts'
import { drawOne, drawScreen, type Poster } from './index.ts'
import { fitted, widthOf } from './svg.ts'

const catalog = await loadDefinitions(fileURLToPath(new URL('../../../metrics', import.meta.url)))
const regions = loadRegions('330109')
const outlines = outlinesFor(regions, '330109', ['town'])
const ID = 'governance.new_cases'
const POSTER: Poster = {
  title: '萧山区 · 城市大脑总览',
  exporter: '周思远（分析员）',
  at: '2026-11-26T09:30:00+08:00',
  asOf: '2026-11-26T09:29:00+08:00',
  version: 77,
  catalog,
  outlines,
  demo: false,
}
const cell = (value: number | null, rest: Partial<Cell> = {}): Cell =>
  ({
    region: '330109113',
    bucket: '2026-11-25T00:00:00+08:00',
    value,
    numerator: null,
    denominator: null,
    rows: 1,
    coverage: null,
    stale: false,
    band: null,
    target: null,
    ...rest,
  }) as Cell
const figure = (one: Cell) => ({ indicator: ID, region: one.region, grain: 'day' as const, cell: one, change: null })
const svg = (panel: PanelData): string =>
  drawPanel(panel, undefined, { catalog, outlines }, { width: 500, height: 400 })
const towns = regions.descendants('330109', 'town').filter(({ kind }) => kind === 'place')
const map: PanelData = {
  kind: 'map',
  indicator: ID,
  grain: 'day',
  bucket: '2026-11-25T00:00:00+08:00',
  extrude: false,
  heat: [],
  areaLevel: 'town',
  labelLevel: 'town',
  areas: Object.fromEntries(
    towns.map(({ code }, at) => [code, { value: at * 1000, band: at === 21 ? ('red' as const) : null, stale: false }]),
  ),
  labels: {
    ...Object.fromEntries(
      towns.map(({ code, name }, at) => [
        code,
        { name, value: at * 1000, band: at === 21 ? ('red' as const) : null, stale: false },
      ]),
    ),
    z1: { name: '围垦区', value: 5, band: null, stale: false },
  },
}

test('digits in a picture are those every page writes; a colour stands beside its mark; what is old has none', () => {
  const rows = [cell(23_456, { band: 'red' }), cell(1234), cell(7, { stale: true, band: 'red' }), cell(null)].map(
    (one, at) => ({ rank: at + 1, name: `甲${at}镇`, share: 0.5, figure: figure(one) }),
  )
  const drawn = svg({ kind: 'ranking', indicator: ID, grain: 'day', rows })
  const wanted = ['▲2.35 万件', '>1,234 件', '>7 件', '>— ', '新增事件排行', '2026年11月25日']
  expect(wanted.filter((words) => !drawn.includes(words))).toEqual([])
  expect(drawn.split('▲').length).toBe(2)
})

test('a number that is not told is not drawn, and words of people never become markup', () => {
  const drawn = svg({
    kind: 'table',
    columns: [{ indicator: ID, grain: 'day' }],
    rows: [{ region: 'x', name: '<甲&乙>', cells: [cell(3, { suppressed: true })] }],
  })
  expect(drawn).toContain('少于5或连带')
  expect(drawn).toContain('&lt;甲&amp;乙&gt;')
  expect(drawn).not.toMatch(/>3</)
})

test('a number on the map is shortened by 万 or not at all; the 万 of its own unit stands above it alone', () => {
  const numbers = (indicator: string, value: number): string =>
    svg({ ...map, indicator, labels: { z1: { name: '围垦区', value, band: null, stale: false } } })
  expect(catalog.indicators.get('economy.power')!.unit).toBe('万千瓦时')
  expect(numbers('economy.power', 46.2)).toContain('围垦区 46.2<')
  expect(numbers(ID, 23_456)).toContain('围垦区 2.35万<')
  const drawn = svg({ ...map, indicator: 'economy.power' })
  expect(drawn).toContain('>5,000.0<')
  expect(drawn).not.toMatch(/>[\d.,]+万</)
})

test('the map has an area for every place with an outline, and lists the one without', () => {
  const drawn = svg(map)
  expect(drawn.match(/<path [^>]*fill="none"/g)?.length).toBe(towns.length)
  for (const words of ['不在图上：围垦区 5', '▲2.10万']) expect(drawn.includes(words), words).toBe(true)
})

test('what has to be decided: how much and why, the numbers beside it, the most pressing', () => {
  const alert = {
    band: 'red',
    title: '视频监控大面积离线',
    regionName: '党湾镇',
    since: '2026-11-24T09:00:00+08:00',
  } as Extract<PanelData, { kind: 'decisions' }>['rows'][number]['alert']
  const drawn = svg({
    kind: 'decisions',
    waiting: { unclaimed: 1, ended: 0, worse: 0 },
    inHand: 2,
    untold: 0,
    rows: [{ alert, reason: 'unclaimed' }],
    figures: [figure(cell(5))],
  })
  const wanted = [
    '无人接手 1 条 · 其余 2 条在办',
    '新增事件 5 件',
    '党湾镇 视频监控大面积离线',
    '无人接手 · 11-24 09:00 起',
  ]
  expect(wanted.filter((words) => !drawn.includes(words))).toEqual([])
})

test('a trend goes on with what is expected of it, its range shaded, where its screen shows that; else it ends', () => {
  const day = (at: number): string => `2026-11-${String(at).padStart(2, '0')}T00:00:00+08:00`
  const trend: PanelData = {
    kind: 'trend',
    indicator: ID,
    grain: 'day',
    buckets: [day(20), day(21)],
    values: [10, 12],
    lastYear: [null, null],
    target: [null, null],
    bands: [null, null],
    ahead: 2,
  }
  const ahead = [22, 23].map((at) => ({ bucket: day(at), value: at, band: null, low: at - 2, high: at + 4 }))
  const room = { width: 500, height: 400 }
  const plain = drawPanel(trend, undefined, { catalog, outlines }, room)
  const drawn = drawPanel(trend, undefined, { catalog, outlines, ahead: () => ahead }, room)
  for (const words of ['预测', '11-23']) expect([plain.includes(words), drawn.includes(words)]).toEqual([false, true])
  const shaded = (svg: string) => svg.match(/fill-opacity="0\.18"/g)?.length ?? 0
  expect([shaded(plain), shaded(drawn)]).toEqual([0, 1])
})

test('what grows while its period runs is a point of its own until that is over', () => {
  const trend: PanelData = {
    kind: 'trend',
    indicator: ID,
    grain: 'day',
    buckets: ['2026-11-25T00:00:00+08:00', '2026-11-26T00:00:00+08:00'],
    values: [700, 120],
    lastYear: [650, 640],
    target: [null, null],
    bands: [null, null],
  }
  const at = (asOf: string) => drawPanel(trend, undefined, { catalog, outlines, asOf }, { width: 500, height: 400 })
  expect(at('2026-11-26T09:29:00+08:00')).toContain('未结束')
  expect(at('2026-11-27T00:00:00+08:00')).not.toContain('未结束')
})

test('of a ranking as many places are drawn as can be read', () => {
  const rows = Array.from({ length: 22 }, (_, at) => ({
    rank: at + 1,
    name: `甲${at}镇`,
    share: 0.5,
    figure: figure(cell(at)),
  }))
  const panel: PanelData = { kind: 'ranking', indicator: ID, grain: 'day', rows }
  const drawn = drawPanel(panel, undefined, { catalog, outlines }, { width: 500, height: 260 })
  const shown = drawn.match(/甲\d+镇/g)!.length
  expect(shown).toBeLessThan(12)
  expect(drawn).toContain(`另有 ${22 - shown} 处未画出`)
  expect(svg({ ...panel, rows: rows.slice(0, 10) })).not.toContain('未画出')
})

test('what there is no room for is counted', () => {
  const rows = Array.from({ length: 60 }, (_, at) => ({ region: `r${at}`, name: `村${at}`, cells: [cell(at)] }))
  expect(svg({ kind: 'table', columns: [{ indicator: ID, grain: 'day' }], rows })).toMatch(/另有 \d+ 处未画出/)
  expect(widthOf(fitted('一二三四五六七八九十', 10, 55), 10)).toBeLessThanOrEqual(55)
})

const sizeOf = (png: Buffer): number[] => [png.readUInt32BE(16), png.readUInt32BE(20)]

test('a panel and a whole screen come in the size asked for, and say in their properties who took them out, when and of which version', async () => {
  const panel = await drawOne(POSTER, map, '待办分布', { width: 640, height: 480 })
  const screen = catalog.screens.get('overview')!
  const broken: PanelData = { kind: 'broken', message: '暂无' }
  const view: View = {
    screen: 'overview',
    region: { code: '330109', name: '萧山区', level: 'district', parent: null } as View['region'],
    path: [],
    children: [],
    alerted: {},
    tally: { red: 0, orange: 0, yellow: 0, blue: 0 },
    panels: Object.fromEntries(
      [
        ...(screen.top ? [screen.top] : []),
        ...screen.left,
        screen.centre,
        ...screen.right,
        ...(screen.bottom ? [screen.bottom] : []),
      ].map(({ id }) => [id, id === screen.centre.id ? map : broken]),
    ),
  }
  const whole = await drawScreen(POSTER, screen, view, { width: 1280, height: 720 })
  expect([sizeOf(panel), sizeOf(whole)]).toEqual([
    [640, 480],
    [1280, 720],
  ])
  for (const png of [panel, whole]) {
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.toString('utf8')).toContain('周思远（分析员）')
    expect(png.toString('utf8')).toContain('版本 77')
  }
})
