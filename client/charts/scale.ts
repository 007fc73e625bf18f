/** Ends of an axis and the step between its lines; `min` and `max` are multiples of `step`. */
interface AxisScale {
  min: number
  max: number
  step: number
}

const STEPS = [1, 1.5, 2, 2.5, 3, 4, 5, 10, 15, 20]

const around = (low: number, high: number, step: number): AxisScale & { parts: number } => {
  // A ten-thousandth of a step is what is left of a sum of decimals, not a value beyond the line.
  const [from, to] = [Math.floor(low / step + 1e-4), Math.ceil(high / step - 1e-4)]
  const end = to > from ? to : from + 1
  return { min: from * step, max: end * step, step, parts: end - from }
}

/**
 * Values that come near zero are drawn from zero, and so are counts that can be counted off: one case at the foot of a
 * chart would look like none.
 */
const fromZero = (low: number, high: number, counted: number): [number, number] => {
  const near = (nearest: number, farthest: number): boolean =>
    nearest > 0 && (nearest * 2 <= farthest - nearest || farthest <= counted)
  return near(low, high) ? [0, high] : near(-high, -low) ? [low, 0] : [low, high]
}

/**
 * The shortest axis of at most `most` parts, two or more, that holds all of `values` between round numbers; of equal
 * ones that with more lines. `whole` steps are whole numbers. `null` where there is nothing to hold.
 */
export const axisScale = (values: readonly (number | null)[], most: number, whole: boolean): AxisScale | null => {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return null
  const [low, high] = fromZero(Math.min(...known), Math.max(...known), whole ? most : 0)
  const size = 10 ** Math.floor(Math.log10((high - low || Math.abs(high) || 1) / most))
  const tried = STEPS.map((step) => around(low, high, step * size))
    .filter(({ step, parts }) => parts <= most && (!whole || (step >= 1 && Number.isInteger(step))))
    .sort((one, other) => one.max - one.min - (other.max - other.min) || other.parts - one.parts)
  const [best] = tried
  return best ? { min: best.min, max: best.max, step: best.step } : null
}
