import { readFileSync } from 'node:fs'
// The budget is about choosing, which is nobody else's business.
import { choose } from '../server/analysis/forecast/choose/choose.ts'

/**
 * `tsx bench/backtest.ts air.csv`: how forecasts of the daily mean PM2.5 of each station would have done, as a table in
 * Markdown.
 */
const [file] = process.argv.slice(2)
if (!file) throw new Error('name the file of hourly readings: date,hour,station,name,AQI,PM2.5,…')
const DAY = 86_400_000
const NEEDED_HOURS = 20

const [, ...rows] = readFileSync(file, 'utf8').trim().split(/\r?\n/)
const stations = new Map<string, Map<number, number[]>>()
for (const row of rows) {
  const [date = '', hour, station = '', name = '', , pm25] = row.split(',')
  if (!pm25) continue
  const day =
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8)))
    - (hour === '0' ? DAY : 0)
  const own = stations.get(`${station} ${name}`) ?? new Map<number, number[]>()
  stations.set(`${station} ${name}`, own)
  own.set(day, [...(own.get(day) ?? []), Number(pm25)])
}
const first = Date.UTC(2019, 0, 1)
console.log('| 站点 | 方法 | MASE | 沿用同期 | 检验次数 |\n| --- | --- | ---: | ---: | ---: |')
for (const [station, days] of stations) {
  const last = Math.max(...days.keys())
  const length = (last - first) / DAY + 1
  const series = Array.from({ length }, (_, index) => {
    const hours = days.get(first + index * DAY) ?? []
    return hours.length < NEEDED_HOURS ? null : hours.reduce((sum, value) => sum + value, 0) / hours.length
  })
  const horizon = 7
  const choice = await choose({
    series,
    starts: Array.from({ length: length + horizon }, (_, index) => first + index * DAY),
    grain: 'day',
    horizon,
  })
  console.log(
    `| ${station} | ${choice?.method.words ?? '历史太短'}${choice?.isNaive ? '（未优于同期）' : ''} | ${choice?.mase.toFixed(2) ?? ''} | ${choice?.naiveMase.toFixed(2) ?? ''} | ${choice?.trials.length ?? 0} |`,
  )
}
