import { parseArgs } from 'node:util'
// The figures are of choosing, which is nobody else's business.
import { choose } from '../server/analysis/forecast/choose/choose.ts'
import { held, heldRival, rivalsOf } from './forecasts/rivals.ts'
import { courseOfIndicator, coursesOfAir } from './forecasts/series.ts'

/**
 * How forecasts of days would have done, as a table in Markdown: `tsx bench/backtest.ts air.csv` of the PM2.5 of each
 * station, `tsx bench/backtest.ts http://127.0.0.1:8080 governance.new_cases …` of what a server knows (its token in
 * `YIPING_TOKEN`). `--beside rivals.mjs` holds other forecasters to the same origins: a module whose default export is
 * `{ name: (known, horizon, period) => values }`.
 */
const DAY = 86_400_000
const AHEAD = { air: 7, city: 14 }

const { values, positionals } = parseArgs({ allowPositionals: true, options: { beside: { type: 'string' } } })
const [source, ...indicators] = positionals
if (!source) throw new Error('name a file of hourly readings (date,hour,station,name,AQI,PM2.5,…), or a server')
const fromServer = source.startsWith('http')
const horizon = fromServer ? AHEAD.city : AHEAD.air
const courses = fromServer
  ? await Promise.all(indicators.map((one) => courseOfIndicator(source, process.env['YIPING_TOKEN'] ?? '', one)))
  : coursesOfAir(source)
const rivals = values.beside ? await rivalsOf(values.beside) : {}

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`
console.log(row(['序列', '方法', 'MASE', '沿用同期', '检验次数', '选择时', '毫秒']))
console.log('| --- | --- | ---: | ---: | ---: | ---: | ---: |')
for (const { name, first, values: series } of courses) {
  const starts = Array.from({ length: series.length + horizon }, (_, index) => first + index * DAY)
  const past = { series, starts, grain: 'day', horizon } as const
  const choice = await choose(past)
  if (!choice) {
    console.log(row([name, '历史太短', '', '', 0, '', '']))
    continue
  }
  const { period, naiveMase, trials, isNaive } = choice
  const all = [held(choice.method, past, period)].concat(
    Object.entries(rivals).map(([words, rival]) => heldRival(words, rival, past, period)),
  )
  for (const [index, { words, mase, chosenBy, milliseconds }] of all.entries()) {
    const said = index === 0 && isNaive ? `${words}（未优于同期）` : words
    const figures = [mase.toFixed(2), naiveMase.toFixed(2), trials.length, chosenBy.toFixed(2), milliseconds.toFixed(1)]
    console.log(row([index === 0 ? name : '', said, ...figures]))
  }
}
