const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Arithmetic mean; `null` of nothing. */
export const meanOf = (values: readonly number[]): number | null => (values.length === 0 ? null : mean(values))

/** The value below which a share of sorted values lies, interpolated between the two nearest. */
export const quantileOf = (sorted: readonly number[], at: number): number => {
  const place = (sorted.length - 1) * at
  const low = Math.floor(place)
  return sorted[low]! + (place - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!)
}

/** 1, 2 or 5 times a power of ten, at or above `rough`: edges people can read. */
const roundWidth = (rough: number): number => {
  const power = 10 ** Math.floor(Math.log10(rough))
  return ([1, 2, 5].find((step) => step * power >= rough * 0.999_999) ?? 10) * power
}

const MOST_BINS = 24

/** Edges of bins of one readable width that hold all values; the width after Freedman and Diaconis. */
export const binEdges = (sorted: readonly number[]): number[] => {
  const [low, high] = [sorted[0]!, sorted.at(-1)!]
  // Closer than edges can be written apart.
  if (high - low <= Math.max(1e-300, 1e-9 * Math.max(Math.abs(low), Math.abs(high)))) return [low, high]
  const spread = (2 * (quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25))) / Math.cbrt(sorted.length)
  const width = roundWidth(Math.max(spread, (high - low) / MOST_BINS))
  const first = Math.floor(low / width)
  const count = Math.max(1, Math.ceil(high / width) - first)
  return Array.from({ length: count + 1 }, (_, index) => Number(((first + index) * width).toPrecision(12)))
}

/** Pearson's correlation; `null` below two pairs or where one side never moves. */
export const pearson = (x: readonly number[], y: readonly number[]): number | null => {
  if (x.length < 2) return null
  const [mx, my] = [mean(x), mean(y)]
  let [xy, xx, yy] = [0, 0, 0]
  for (const [index, value] of x.entries()) {
    const [dx, dy] = [value - mx, y[index]! - my]
    xy += dx * dy
    xx += dx * dx
    yy += dy * dy
  }
  return xx === 0 || yy === 0 ? null : Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)))
}

/** Ranks from 1; equal values share the mean of theirs. */
const ranksOf = (values: readonly number[]): number[] => {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value)
  const ranks = new Array<number>(values.length)
  for (let start = 0; start < order.length;) {
    let end = start
    while (end < order.length && order[end]!.value === order[start]!.value) end += 1
    for (let at = start; at < end; at += 1) ranks[order[at]!.index] = (start + 1 + end) / 2
    start = end
  }
  return ranks
}

/** Spearman's correlation: Pearson's of the ranks, ties shared. */
export const spearman = (x: readonly number[], y: readonly number[]): number | null => pearson(ranksOf(x), ranksOf(y))

/** 95 % interval of a correlation by Fisher's transformation. */
export const intervalOf = (r: number | null, n: number): [number, number] | null => {
  if (r === null || n < 4) return null
  if (Math.abs(r) === 1) return [r, r]
  const [middle, half] = [Math.atanh(r), 1.959_964 / Math.sqrt(n - 3)]
  return [Math.tanh(middle - half), Math.tanh(middle + half)]
}
