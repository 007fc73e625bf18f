type Point = { at: number[]; cost: number }

const blend = (a: readonly number[], b: readonly number[], share: number): number[] =>
  a.map((value, index) => value + (b[index]! - value) * share)

/**
 * Nelder and Mead's simplex: the lowest point found in so many steps. Needs no slope; good for a handful of parameters.
 */
export const minimize = (
  cost: (at: readonly number[]) => number,
  start: readonly number[],
  steps: number,
): number[] => {
  const point = (at: number[]): Point => ({ at, cost: cost(at) })
  const simplex = [
    point([...start]),
    ...start.map((_, axis) => point(start.map((value, index) => value + (index === axis ? 1 : 0)))),
  ]
  for (let step = 0; step < steps && start.length > 0; step += 1) {
    simplex.sort((a, b) => a.cost - b.cost)
    const [best, worst] = [simplex[0]!, simplex.at(-1)!]
    if (worst.cost - best.cost <= 1e-9 * Math.abs(best.cost)) break
    const middle = start.map(
      (_, axis) => simplex.slice(0, -1).reduce((sum, { at }) => sum + at[axis]!, 0) / (simplex.length - 1),
    )
    const reflected = point(blend(worst.at, middle, 2))
    const second = simplex.at(-2)!
    if (reflected.cost < best.cost) {
      const further = point(blend(worst.at, middle, 3))
      simplex[simplex.length - 1] = further.cost < reflected.cost ? further : reflected
    } else if (reflected.cost < second.cost) simplex[simplex.length - 1] = reflected
    else {
      const nearer = point(blend(worst.at, middle, reflected.cost < worst.cost ? 1.5 : 0.5))
      if (nearer.cost < Math.min(worst.cost, reflected.cost)) simplex[simplex.length - 1] = nearer
      else
        for (let index = 1; index < simplex.length; index += 1)
          simplex[index] = point(blend(simplex[index]!.at, best.at, 0.5))
    }
  }
  return simplex.sort((a, b) => a.cost - b.cost)[0]!.at
}
