/** What an attacker knows: the sum of some unknowns, none of them negative. */
export interface Known {
  of: readonly number[]
  is: number
}

const CLOSE = 1e-7

/** Unknowns that no known sum tells apart are one, except where the sum in question does. */
const merged = (
  unknowns: number,
  known: readonly Known[],
  target: ReadonlySet<number>,
): { rows: number[][]; goal: number[] } => {
  const marks = Array.from({ length: unknowns }, (_, index) => [target.has(index) ? 't' : 'o'])
  known.forEach(({ of }, equation) => of.forEach((index) => marks[index]!.push(String(equation))))
  const classes = new Map<string, { inTarget: boolean; equations: number[] }>()
  marks.forEach((mark, index) =>
    classes.set(mark.join(), { inTarget: target.has(index), equations: mark.slice(1).map(Number) }),
  )
  const list = [...classes.values()]
  const rows = known.map(() => list.map(() => 0))
  list.forEach(({ equations }, column) =>
    equations.forEach((equation) => {
      rows[equation]![column] = 1
    }),
  )
  return {
    rows,
    goal: list.map(({ inTarget }) => (inTarget ? 1 : 0)),
  }
}

const pivot = (table: number[][], row: number, column: number): void => {
  const line = table[row]!
  const by = line[column]!
  for (let at = 0; at < line.length; at += 1) line[at]! /= by
  for (const other of table) {
    const times = other[column]!
    if (other === line || Math.abs(times) < CLOSE) continue
    for (let at = 0; at < other.length; at += 1) other[at]! -= times * line[at]!
  }
}

/** Bland's rule: slow and sure. The last row is the goal, the last column the right-hand side. */
const climb = (table: number[][], basis: number[], columns: number): number => {
  for (;;) {
    const goal = table.at(-1)!
    const column = goal.slice(0, columns).findIndex((value) => value < -CLOSE)
    if (column < 0) return goal.at(-1)!
    let row = -1
    for (let at = 0; at < basis.length; at += 1) {
      const [here, right] = [table[at]![column]!, table[at]!.at(-1)!]
      if (here <= CLOSE) continue
      const best = row < 0 ? Infinity : table[row]!.at(-1)! / table[row]![column]!
      if (right / here < best - CLOSE || (right / here < best + CLOSE && basis[at]! < basis[row]!)) row = at
    }
    if (row < 0) return Infinity
    pivot(table, row, column)
    basis[row] = column
  }
}

/**
 * The rows reduced to independent ones, each with a column of its own; throws when what is known contradicts itself.
 */
const start = (rows: number[][], right: readonly number[]): { table: number[][]; basis: number[] } => {
  const width = rows[0]?.length ?? 0
  const size = rows.length
  const table = rows.map((row, at) => [
    ...row,
    ...Array.from({ length: size }, (_, other) => (other === at ? 1 : 0)),
    right[at]!,
  ])
  const phase = Array.from({ length: width + size + 1 }, (_, column) =>
    column >= width && column < width + size ? 0 : -table.reduce((sum, row) => sum + row[column]!, 0),
  )
  table.push(phase)
  const basis = rows.map((_, at) => width + at)
  const left = climb(table, basis, width + size)
  if (Math.abs(left) > 1e-5) throw new Error(`what is told contradicts itself by ${left}`)
  table.pop()
  for (let at = 0; at < size; at += 1) {
    if (basis[at]! < width) continue
    const column = table[at]!.slice(0, width).findIndex((value) => Math.abs(value) > CLOSE)
    if (column < 0) continue
    pivot(table, at, column)
    basis[at] = column
  }
  const kept = basis.flatMap((column, at) => (column < width ? [at] : []))
  return {
    table: kept.map((at) => [...table[at]!.slice(0, width), table[at]!.at(-1)!]),
    basis: kept.map((at) => basis[at]!),
  }
}

const most = ({ table, basis }: { table: number[][]; basis: number[] }, goal: readonly number[]): number => {
  const last = [...goal.map((value) => -value), 0]
  const whole = [...table.map((row) => [...row]), last]
  basis.forEach((column, at) => {
    const times = whole.at(-1)![column]!
    if (times !== 0) whole[whole.length - 1] = whole.at(-1)!.map((value, index) => value - times * whole[at]![index]!)
  })
  return climb(whole, [...basis], goal.length)
}

/**
 * The least and the most that a sum of unknowns can be, given all that is known: a linear programme, solved exactly.
 */
export const bounds = (unknowns: number, known: readonly Known[], target: readonly number[]): [number, number] => {
  const { rows, goal } = merged(unknowns, known, new Set(target))
  const solved = start(
    rows,
    known.map(({ is }) => is),
  )
  return [
    -most(
      solved,
      goal.map((value) => -value),
    ),
    most(solved, goal),
  ]
}
