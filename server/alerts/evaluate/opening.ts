import { inForce } from './in-force.ts'
import type { Watched, WatchList } from './watch-list.ts'

/**
 * Tells which numbers have a rule that has come into force since it was last asked: they have to be judged as they are,
 * no new row may come for hours.
 */
export const createOpening = (list: () => WatchList) => {
  let before = new Map<string, boolean>()
  return (now: number): Watched[] => {
    const current = new Map(
      list().numbers.flatMap(({ rules }) => rules.map((rule) => [rule.id, inForce(rule.calendar, now)] as const)),
    )
    const opened = list().numbers.filter(({ rules }) =>
      rules.some(({ id }) => current.get(id) === true && before.get(id) === false),
    )
    before = current
    return opened
  }
}
