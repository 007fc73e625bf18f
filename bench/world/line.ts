/** One budget, measured together with what it is held against. */
export interface Line {
  name: string
  /** What this program does. */
  value: number
  /** What the same machine does bare, or the fixed bar, in the same unit. */
  limit: number
  /** `value ÷ limit`. */
  ratio: number
  unit: string
}

export interface Measure {
  name: string
  /** The ratio that is good enough, and which side of it is good. */
  bar: { at: number; better: 'higher' | 'lower' }
  run: () => Promise<Omit<Line, 'name' | 'ratio'>>
}

const round = (value: number): number => Number(value.toPrecision(4))

export const lineOf = (name: string, { value, limit, unit }: Omit<Line, 'name' | 'ratio'>): Line => ({
  name,
  value: round(value),
  limit: round(limit),
  ratio: round(value / limit),
  unit,
})

export const meetsBar = ({ bar }: Measure, { ratio }: Line): boolean =>
  bar.better === 'higher' ? ratio >= bar.at : ratio <= bar.at

/** The value below which a share of the samples lies. */
export const quantile = (samples: readonly number[], share: number): number => {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5)

/** Milliseconds some work takes. */
export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** For whoever watches; stdout is for the lines alone. */
export const say = (words: string): void => void process.stderr.write(`${words}\n`)
