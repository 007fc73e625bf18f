import type { Moment, UsageAnswer, UsageCount } from '../../contract/index.ts'
import type { UsageRow } from './rows.ts'

export const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0)

/** How much these rows say something was opened. */
export const countOf = (rows: readonly UsageRow[], format: (local: number) => Moment): UsageCount => {
  const [people, walls] = [rows.filter(({ wall }) => !wall), rows.filter(({ wall }) => wall)]
  return {
    openings: sum(people.map(({ openings }) => openings)),
    personDays: sum(people.map((row) => row.people)),
    wall: sum(walls.map(({ openings }) => openings)),
    lastOpened: rows.length === 0 ? null : format(Math.max(...rows.map(({ lastAt }) => lastAt))),
  }
}

/**
 * Whether nobody opened something since a moment (local ms). Where no people are told of (`few`), walls alone can say
 * that somebody did, and nothing that nobody did.
 */
export const idleOf = (rows: readonly UsageRow[], since: number, few: boolean): boolean | null => {
  if (rows.some(({ lastAt }) => lastAt >= since)) return false
  return few ? null : true
}

/** Openings of screens on each of these days. */
export const trendOf = (rows: readonly UsageRow[], days: readonly string[]): UsageAnswer['trend'] =>
  days.map((day) => {
    const mine = rows.filter((row) => row.day === day && row.subject === '')
    return {
      day,
      openings: sum(mine.map(({ wall, openings }) => (wall ? 0 : openings))),
      wall: sum(mine.map(({ wall, openings }) => (wall ? openings : 0))),
    }
  })
