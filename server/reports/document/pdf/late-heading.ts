/** Where on a page a heading comes too late. */
const FOOT = 0.88
/** Where it does above a table that goes on over pages: its head and first rows, which stay together, need the rest. */
export const FOOT_ABOVE_TABLE = 0.74

/** What is known of something laid on a page; only headings have a level. */
interface Laid {
  headlineLevel?: number | undefined
  startPosition: { verticalRatio: number }
}

const isHeading = ({ headlineLevel }: Laid): boolean => headlineLevel !== undefined

/**
 * A heading alone at the foot of a page belongs to the next; so does one without room for two lines below it, and one
 * whose lesser headings, directly below it, do.
 */
export const comesTooLate = (node: Laid, following: readonly Laid[], foot = FOOT): boolean => {
  if (!isHeading(node)) return false
  const text = following.findIndex((next) => !isHeading(next))
  return (
    text === -1 || [node, ...following.slice(0, text)].some(({ startPosition }) => startPosition.verticalRatio > foot)
  )
}
