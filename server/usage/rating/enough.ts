/** Of fewer people than this nothing is told. */
export const FEWEST = 3

/**
 * What may be told of people, one entry for each. Where enough are of one unit in one month, they are told; the others
 * of that month are told together where they are enough together, and not at all where they are not. So every number is
 * a sum of groups of at least `FEWEST`, and no number taken from another leaves fewer.
 */
export const enough = <T extends { unit: string; month?: string }>(all: readonly T[]): T[] => {
  const split = <K>(some: readonly T[], key: (one: T) => K): T[][] => {
    const groups = new Map<K, T[]>()
    for (const one of some) {
      const group = groups.get(key(one))
      if (group) group.push(one)
      else groups.set(key(one), [one])
    }
    return [...groups.values()]
  }
  const isEnough = (some: readonly T[]): boolean => some.length >= FEWEST
  return split(all, ({ month }) => month).flatMap((month) => {
    const units = split(month, ({ unit }) => unit)
    const rest = units.filter((unit) => !isEnough(unit)).flat()
    return [...units.filter(isEnough).flat(), ...(isEnough(rest) ? rest : [])]
  })
}
