import { getLunarDate } from 'chinese-days'

const DAY = 86_400_000

/** The day between 20 January and 21 February on which the lunar year begins, by an almanac of its own. */
export const getLunarYears = (year: number): string | undefined =>
  Array.from({ length: 34 }, (_, index) =>
    new Date(Date.UTC(year, 0, 20) + index * DAY).toISOString().slice(0, 10),
  ).find((date) => {
    const { lunarMon, lunarDay, isLeap } = getLunarDate(date)
    return lunarMon === 1 && lunarDay === 1 && !isLeap
  })
