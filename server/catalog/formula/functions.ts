type Numbers = readonly (number | null)[]
interface FormulaFunction {
  arity: [least: number, most: number]
  apply: (values: Numbers) => number | null
}

/** No value in, no value out. */
const known =
  (apply: (values: number[]) => number | null) =>
  (values: Numbers): number | null =>
    values.includes(null) ? null : apply(values as number[])

const binary = (apply: (a: number, b: number) => number | null): FormulaFunction => ({
  arity: [2, 2],
  apply: known(([a, b]) => apply(a!, b!)),
})

/** Half away from zero, as DuckDB and people round; JavaScript rounds halves up. */
const roundTo = (value: number, digits: number): number => {
  const factor = 10 ** Math.trunc(digits)
  const rounded = (Math.sign(value) * Math.floor(Math.abs(value) * factor + 0.5)) / factor
  return Number.isFinite(rounded) ? rounded : value
}

/** What `least` and `greatest` ignore is what is not known, as in DuckDB. */
const among = (pick: (...values: number[]) => number): FormulaFunction => ({
  arity: [1, 20],
  apply: (values) => {
    const present = values.filter((value) => value !== null)
    return present.length === 0 ? null : pick(...present)
  },
})

const minus: FormulaFunction = { arity: [1, 2], apply: known(([a, b]) => (b === undefined ? -a! : a! - b)) }
const plus: FormulaFunction = { arity: [1, 2], apply: known(([a, b]) => (b === undefined ? a! : a! + b)) }
const power = binary((a, b) => a ** b)

/** Functions a formula may use; anything divided by zero has no value. */
export const FUNCTIONS: Readonly<Record<string, FormulaFunction>> = {
  '+': plus,
  '-': minus,
  '*': binary((a, b) => a * b),
  '/': binary((a, b) => (b === 0 ? null : a / b)),
  '%': binary((a, b) => (b === 0 ? null : a % b)),
  '**': power,
  '^': power,
  power,
  pow: power,
  abs: { arity: [1, 1], apply: known(([a]) => Math.abs(a!)) },
  round: { arity: [1, 2], apply: known(([a, digits]) => roundTo(a!, digits ?? 0)) },
  floor: { arity: [1, 1], apply: known(([a]) => Math.floor(a!)) },
  ceil: { arity: [1, 1], apply: known(([a]) => Math.ceil(a!)) },
  sqrt: { arity: [1, 1], apply: known(([a]) => (a! < 0 ? null : Math.sqrt(a!))) },
  ln: { arity: [1, 1], apply: known(([a]) => (a! <= 0 ? null : Math.log(a!))) },
  nullif: { arity: [2, 2], apply: ([a, b]) => (a === b ? null : a!) },
  least: among(Math.min),
  greatest: among(Math.max),
}
