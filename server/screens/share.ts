/**
 * Length of a bar: from nothing to the largest; where some lie below zero, from the least to the largest, so that less
 * is never longer.
 */
export const shareOf = (values: readonly number[]): ((value: number) => number) => {
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)]
  return (value) => (most === least ? 0 : (value - least) / (most - least))
}
