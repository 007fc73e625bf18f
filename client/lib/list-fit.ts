const [ROW_LEAST, ROW_USUAL, FEW] = [27, 38, 8]

/**
 * How many rows a list of `height` design pixels has: a few may stand close, more only where there is room for each.
 */
export const listFit = (height: number): number =>
  Math.max(1, Math.min(FEW, Math.floor(height / ROW_LEAST)), Math.floor(height / ROW_USUAL))
