import type { Indicator } from '../../catalog/index.ts'
import type { Cause } from '../../contract/index.ts'
import type { Member, Membership } from '../../indicators/index.ts'

const ADDED = ['count', 'sum', 'active']

/** A number without one of its things; `null` where nothing is left, or where a number cannot be taken apart so. */
const without = ({ indicator: { value }, whole }: Membership, one: Member): number | null => {
  if (value.kind === 'ratio' || value.kind === 'average') {
    const under = (whole.denominator ?? 0) - (one.denominator ?? 0)
    if (under === 0) return null
    return (((whole.numerator ?? 0) - (one.numerator ?? 0)) * (value.kind === 'ratio' ? value.times : 1)) / under
  }
  return ADDED.includes(value.kind) && whole.value !== null && one.value !== null ? whole.value - one.value : null
}

/**
 * By how much a number is higher with a thing than without it; `null` where that cannot be said, as of the only one
 * there is.
 */
export const effectOf = (membership: Membership, one: Member): number | null => {
  const rest = without(membership, one)
  return rest === null || membership.whole.value === null ? null : membership.whole.value - rest
}

/** What an effect means for whoever reads the number. */
export const toneOf = (effect: number | null, { better }: Pick<Indicator, 'better'>): Cause['tone'] =>
  effect === null || effect === 0 || better === 'neither'
    ? 'even'
    : effect > 0 === (better === 'higher')
      ? 'good'
      : 'bad'
