import { expect, test } from 'vitest'
import { errorOf, fit } from './fit.ts'
import { ahead, run, type Form, type Smoothing } from './model.ts'
import { startOf } from './start.ts'

// Box, Jenkins and Reinsel, Series G: international airline passengers, thousands, 1949–1960.
const PASSENGERS = `112 118 132 129 121 135 148 148 136 119 104 118 115 126 141 135 125 149 170 170 158 133 114 140
145 150 178 163 172 178 199 199 184 162 146 166 171 180 193 181 183 218 230 242 209 191 172 194
196 196 236 235 229 243 264 272 237 211 180 201 204 188 235 227 234 264 302 293 259 229 203 229
242 233 267 269 270 315 364 347 312 274 237 278 284 277 317 313 318 374 413 405 355 306 271 306
315 301 356 348 355 422 465 467 404 347 305 336 340 318 362 348 363 435 491 505 404 359 310 337
360 342 406 396 420 472 548 559 463 407 362 405 417 391 419 461 472 535 622 606 508 461 390 432`
  .split(/\s+/)
  .map(Number)

const WINTERS: Form = { trend: 'additive', season: 'multiplicative', period: 12 }
/** As printed by R's documentation example `HoltWinters(AirPassengers, seasonal = "mult")`. */
const PRINTED: Smoothing = { alpha: 0.2755925, beta: 0.03269295, gamma: 0.8707292, phi: 1 }

test('Holt and Winters on the airline passengers end where R prints they end', () => {
  const { state, skip } = startOf(WINTERS, PASSENGERS)
  const end = run(WINTERS, PRINTED, state, PASSENGERS.slice(skip))
  expect(end.state.level).toBeCloseTo(469.3232, 2)
  expect(end.state.trend).toBeCloseTo(3.0215, 3)
  expect(end.state.season[0]).toBeCloseTo(0.9464611, 4)
  expect(end.state.season[11]).toBeCloseTo(0.9209877, 4)
})

test('fitting finds a smoothing at least as good as R’s', () => {
  const { state, skip } = startOf(WINTERS, PASSENGERS)
  const rest = PASSENGERS.slice(skip)
  const printed = errorOf(rest, run(WINTERS, PRINTED, state, rest).fitted)
  const own = fit(WINTERS, PASSENGERS)
  expect(errorOf(rest, own.fitted.slice(skip) as number[])).toBeLessThanOrEqual(printed * 1.001)
})

test('a straight line goes on straight, and a damped one less and less', () => {
  const line = Array.from({ length: 30 }, (_, index) => 5 + 2 * index)
  const holt = fit({ trend: 'additive', season: 'none', period: 1 }, line)
  expect(ahead(holt, 3)).toEqual([expect.closeTo(65, 6), expect.closeTo(67, 6), expect.closeTo(69, 6)])
  const damped = ahead(
    {
      form: { trend: 'damped', season: 'none', period: 1 },
      smoothing: { alpha: 0.5, beta: 0.1, gamma: 0, phi: 0.5 },
      state: { level: 10, trend: 8, season: [] },
    },
    3,
  )
  expect(damped).toEqual([14, 16, 17])
})

test('a week that repeats itself is repeated, over gaps too', () => {
  const week = [5, 6, 7, 8, 9, 2, 1]
  const series = Array.from({ length: 70 }, (_, index) => (index === 40 || index === 55 ? null : week[index % 7]!))
  const model = fit({ trend: 'none', season: 'additive', period: 7 }, series)
  ahead(model, 7).forEach((value, index) => expect(value).toBeCloseTo(week[index]!, 1))
})
