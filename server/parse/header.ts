/** Header names as delivered, and the key each position has in a row's values (`null` = left out). */
export interface Header {
  columns: string[]
  keys: (string | null)[]
}

/**
 * Positions without a name are left out, and so is the second of two equal names: which of them is meant
 * is for the validator to ask, who sees both in `columns`.
 */
export const readHeader = (cells: readonly string[]): Header => {
  const names = cells.map((cell) => cell.replaceAll('\ufeff', '').trim())
  const keys = names.map((name, index) =>
    name === '' || name === '__proto__' || names.indexOf(name) !== index ? null : name,
  )
  return { columns: names.filter((name) => name !== ''), keys }
}
