/** First day of the lunar year (春节), by Gregorian year, as the Purple Mountain Observatory's almanac has it. */
const DAYS = `
2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25
2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03 2031-01-23
2032-02-11 2033-01-31 2034-02-19 2035-02-08`
  .trim()
  .split(/\s+/)

/** Starts of those days, local ms, in order. */
export const NEW_YEARS: readonly number[] = DAYS.map((day) => Date.parse(`${day}T00:00:00Z`))

const DAY = 86_400_000

/** Days from the nearest lunar new year to a local moment; negative before it. */
export const daysFromNewYear = (local: number): number =>
  NEW_YEARS.map((start) => Math.floor((local - start) / DAY)).reduce(
    (near, days) => (Math.abs(days) < Math.abs(near) ? days : near),
    Infinity,
  )
