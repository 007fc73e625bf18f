/**
 * One child of a place: its counts in each bucket, one number per layer. `shut` = hidden already, for another reason.
 */
export interface Sibling {
  code: string
  counts: readonly (readonly number[])[]
  shut: boolean
}

const isSmall =
  (least: number) =>
  (count: number): boolean =>
    count > 0 && count < least

const sizeOf = ({ counts }: Sibling): number => counts.reduce((sum, layers) => sum + (layers[0] ?? 0), 0)

/** What the hidden ones come to together is known to everybody who can subtract: it must be nothing, or enough. */
const sumsUp = (hidden: readonly Sibling[], least: number): boolean => {
  const small = isSmall(least)
  const [first] = hidden
  return (
    !first
    || first.counts.every((layers, bucket) =>
      layers.every((_, layer) => !small(hidden.reduce((sum, { counts }) => sum + counts[bucket]![layer]!, 0))),
    )
  )
}

const totals = ({ counts }: Sibling): number[] =>
  (counts[0] ?? []).map((_, layer) => counts.reduce((sum, layers) => sum + layers[layer]!, 0))

/**
 * Over several buckets each one's total may be known too. Then a small number can hide only behind others: those who
 * are hidden with it must have enough rows of their own to be exchanged for its rows.
 */
const mayBeExchanged = (hidden: readonly Sibling[], least: number): boolean => {
  const small = isSmall(least)
  if ((hidden[0]?.counts.length ?? 0) < 2) return true
  const own = hidden.map(totals)
  return hidden.every(({ counts }, index) =>
    own[index]!.every((total, layer) => {
      const others = own.reduce((sum, one) => sum + one[layer]!, 0) - total
      return !small(others) || !counts.some((layers) => small(layers[layer]!))
    }),
  )
}

/**
 * Which children of a place are hidden in a row of buckets: those with a small number in any of them, and the next
 * smallest with them until nothing follows from what is left. Depends on the counts alone, never on what was asked.
 */
export const closeFamily = (siblings: readonly Sibling[], least: number): ReadonlySet<string> => {
  const small = isSmall(least)
  const hidden = siblings.filter(({ counts, shut }) => shut || counts.some((layers) => layers.some(small)))
  const open = siblings
    .filter((one) => !hidden.includes(one) && sizeOf(one) > 0)
    .sort((a, b) => sizeOf(a) - sizeOf(b) || (a.code < b.code ? -1 : 1))
  while (hidden.length > 0 && !(sumsUp(hidden, least) && mayBeExchanged(hidden, least))) {
    const next = open.shift()
    if (!next) return new Set(siblings.map(({ code }) => code))
    hidden.push(next)
  }
  return new Set(hidden.map(({ code }) => code))
}
