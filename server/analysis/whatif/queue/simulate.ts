/** A place that handles cases. Times in days. */
export interface Handling {
  /** Cases that can be handled at once; the others wait, first come first served. */
  hands: number
  /** Mean time a case takes once it is in hand, where one unit handles it and where several do. */
  alone: number
  joint: number
  /** Share of cases several units handle. */
  share: number
}

/**
 * A case as chance made it, whoever handles it: when it comes, whether several units will have to (below `share`), and
 * its work in mean times.
 */
export interface Incoming {
  at: number
  several: number
  work: number
}

/** What came of one run. */
export interface Run {
  /** Open cases at the end of each day. */
  backlog: number[]
  closed: number[]
  /** Days all cases together were open. */
  caseDays: number
}

type Random = () => number

/**
 * So many cases at any moment of a day, a day before 0 for those that are open at the start; of fewer, the same ones.
 * Work is exponential.
 */
export const draw = (count: number, day: number, random: Random): Incoming[] =>
  Array.from({ length: count }, () => ({ at: day + random(), several: random(), work: -Math.log(1 - random()) }))

/** Moments at which each hand is free, the earliest on top. */
const createHands = (count: number) => {
  const free = new Float64Array(count)
  return {
    earliest: (): number => free[0]!,
    /** The earliest one is busy until then. */
    take: (until: number): void => {
      let at = 0
      for (;;) {
        const [left, right] = [2 * at + 1, 2 * at + 2]
        const child = right < count && free[right]! < free[left]! ? right : left
        if (child >= count || free[child]! >= until) break
        free[at] = free[child]!
        at = child
      }
      free[at] = until
    },
  }
}

/**
 * Runs a queue over so many days: whoever comes first is taken by the hand that is free first. Cases bring their own
 * work, so that more hands, or fewer cases, never close one of them later; what differs between two runs is what was
 * turned. With Poisson arrivals this is the M/M/c queue of the books.
 */
export const simulate = ({ hands, alone, joint, share }: Handling, cases: readonly Incoming[], days: number): Run => {
  const desk = createHands(hands)
  const [came, closed] = [new Array<number>(days).fill(0), new Array<number>(days).fill(0)]
  let [caseDays, open] = [0, 0]
  for (const { at, several, work } of [...cases].sort((a, b) => a.at - b.at)) {
    const end = Math.max(at, desk.earliest()) + work * (several < share ? joint : alone)
    desk.take(end)
    if (at < 0) open += 1
    else came[Math.floor(at)]! += 1
    if (end < days) closed[Math.floor(end)]! += 1
    caseDays += Math.min(end, days) - Math.max(at, 0)
  }
  return { backlog: came.map((count, day) => (open += count - closed[day]!)), closed, caseDays }
}
