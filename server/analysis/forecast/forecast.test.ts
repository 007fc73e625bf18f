import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { ForecastAnswer } from '../../contract/index.ts'
import { createCity, loadDefinitions, local, smallTree, WHOLE } from '../../indicators/testing/city.ts'
import { createLedger } from '../../store/index.ts'
import { createAnalysis } from '../index.ts'
import { seeded } from './seeded.ts'

const catalog = await loadDefinitions(fileURLToPath(new URL('../../indicators/testing/metrics', import.meta.url)))
const DAY = 86_400_000
const [FIRST, NOW] = [local('2025-05-05'), local('2025-09-22 12:00')]
const WEEK = [100, 120, 130, 125, 140, 60, 40]

const noise = (day: number, most: number): number => (((day * 7919) % 101) / 101 - 0.5) * most

/** What is expected of seven days after so many weeks in which each day had its amount. */
const expected = async (amount: (day: number) => number): Promise<ForecastAnswer> => {
  const city = await createCity(catalog, smallTree(), () => NOW)
  const ledger = await createLedger({ path: ':memory:', threads: 1, memoryLimit: '50MB' })
  try {
    const days = Math.floor((NOW - FIRST) / DAY)
    const rows = Array.from({ length: days }, (_, day) => {
      const at = `${new Date(FIRST + day * DAY).toISOString().slice(0, 10)} 08:00:00`
      return { id: `c${day}`, at, updated_at: at, region: 'v11', kind: 'a', amount: amount(day) }
    })
    await city.deliver('t.case', rows)
    const { clock, indicators } = city
    const regions = smallTree()
    const analysis = await createAnalysis({ indicators, catalog: () => catalog, regions, clock, ledger })
    const query = { indicator: 't.sum', region: 'd', grain: 'day' as const, horizon: 7, among: undefined }
    return await analysis.forecast(query, WHOLE)
  } finally {
    await ledger.close()
    await city.close()
  }
}

test('of weeks that are nearly alike the next one is expected, and no other', async () => {
  const { ahead, course } = await expected((day) => WEEK[day % 7]! + noise(day, 0.02))
  expect(ahead.map(({ bucket }) => bucket.slice(0, 10))).toEqual(
    Array.from({ length: 7 }, (_, at) => `2025-09-${22 + at}`),
  )
  ahead.forEach(({ value }, at) => expect(Math.abs(value - WEEK[at]!)).toBeLessThan(0.05))
  expect(course.at(-2)!.value).toBeCloseTo(WEEK[6]!, 1)
})

test('the band lies about what is expected as far above as below, wider the less the past was alike', async () => {
  const widths = []
  for (const most of [8, 24]) {
    const { ahead } = await expected((day) => WEEK[day % 7]! + noise(day, most))
    for (const { value, low, high } of ahead) expect(high - value).toBeCloseTo(value - low, 6)
    widths.push(ahead[0]!.high - ahead[0]!.low)
  }
  expect(widths[0]).toBeGreaterThan(1)
  expect(widths[1]).toBeGreaterThan(1.5 * widths[0]!)
  expect(widths[1]).toBeLessThan(3 * 24)
})

test('of weeks that are exactly alike the next one is told as it is, without an error and with the reason', async () => {
  const { ahead, backtest, notes, naive, method, course } = await expected((day) => WEEK[day % 7]!)
  expect(ahead.map(({ value, low, high }) => [value, low, high])).toEqual(WEEK.map((value) => [value, value, value]))
  expect([backtest, naive, method]).toEqual([null, true, '沿用上周同一天'])
  expect(notes).toEqual(['历史各期与上一季节同期完全相同，照此给出；没有误差可衡量，不作检验'])
  expect(course.some(({ anomaly }) => anomaly)).toBe(false)
})

test('the band is as wide as held four fifths of what was forecast before, and what it held is counted', async () => {
  const random = seeded('band')
  const { backtest, ahead } = await expected((day) => WEEK[day % 7]! + 20 * (random() - 0.5))
  const all = backtest!.forecasts * backtest!.horizon
  expect(all % 5).not.toBe(0)
  const held = backtest!.coverage * all
  expect(held).toBeCloseTo(Math.round(held), 6)
  expect(Math.abs(backtest!.coverage - 0.8)).toBeLessThan(2.5 / all)
  // Four fifths of noise of ±10 lie within ±8, and what is expected is a little off too.
  const half = (ahead[0]!.high - ahead[0]!.low) / 2
  expect([half > 5, half < 12]).toEqual([true, true])
})

test('a day far from its like is marked, and no other', async () => {
  const days = Math.floor((NOW - FIRST) / DAY)
  const { course } = await expected((day) => (day === days - 10 ? 400 : WEEK[day % 7]! + noise(day, 4)))
  const marked = course.filter(({ anomaly }) => anomaly)
  expect(marked.map(({ value }) => value)).toContain(400)
  const { value, high } = marked.find((one) => one.value === 400)!
  expect(value!).toBeGreaterThan(high!)
  for (const { value, low, high, anomaly } of course)
    if (value !== null && low !== null && high !== null) expect(anomaly || (value >= low && value <= high)).toBe(true)
})

test('where nothing beats the week before, that is shown and said', async () => {
  // Each weekday goes its own way by chance: what it was last is the best that can be said.
  const walks = [...WEEK]
  const { naive, method, notes, backtest } = await expected((day) => {
    const at = day % 7
    walks[at] = walks[at]! + noise(day * 31 + at * 17, 60)
    return Math.max(1, walks[at]! + 500)
  })
  expect([naive, method]).toEqual([true, '沿用上周同一天'])
  expect(notes).toContain('在近期的滚动检验中，没有方法优于沿用上一季节同期，因此按同期给出')
  expect(backtest!.mase).toBe(backtest!.naiveMase)
})
