import type { Cause, CausePart } from '../../server/contract/index.ts'
import { formatNumber } from '../lib/number.ts'

/** A case or alert behind a number, in words. */
interface CauseLine extends Pick<Cause, 'title' | 'at'> {
  key: string
  /** Where it is and how far; what is of the whole place says no place. */
  about: string
  /** Number of the case it leads to. */
  case: string | null
  /** `拉低 2.4 分`; empty where that cannot be said of one thing. */
  effect: string
  tone: string
  /** What it brings into a ratio: `8 / 9`. */
  share: string
}

const TONES: Record<Cause['tone'], string> = { good: 'tone-good', bad: 'tone-bad', even: 'muted' }

/** Effects smaller than what is shown are told as such, not as nothing. */
const effectWords = ({ effect }: Cause, { unit, decimals }: CausePart): string => {
  if (effect === null) return ''
  if (effect === 0) return '不影响'
  const size = formatNumber(Math.abs(effect), decimals)
  const told = Number(size.replaceAll(',', '')) === 0 ? `不足 ${formatNumber(10 ** -decimals, decimals)}` : size
  return `${effect > 0 ? '拉高' : '拉低'} ${told} ${unit === '%' ? '个百分点' : unit}`.trim()
}

const count = (value: number): string => formatNumber(value, Number.isInteger(value) ? 0 : 1)

/** The causes of one part in words, in the order they came. */
export const causeLines = (part: CausePart): CauseLine[] =>
  part.causes.map((one) => ({
    key: one.id,
    title: one.title,
    about: [one.place, one.state].filter(Boolean).join(' · '),
    at: one.at,
    case: one.kind === 'case' ? one.id : null,
    effect: effectWords(one, part),
    tone: TONES[one.tone],
    share:
      one.denominator === null || one.numerator === null
        ? ''
        : `计入 ${count(one.numerator)} / ${count(one.denominator)}`,
  }))
