import type { RatingValue } from '../../../server/contract/index.ts'

export const RATING_CHOICES: readonly { value: RatingValue; title: string }[] = [
  { value: 'good', title: '好用' },
  { value: 'fair', title: '一般' },
  { value: 'poor', title: '不好用' },
]

export const ratingTitle = (value: RatingValue): string => RATING_CHOICES.find((one) => one.value === value)!.title

/** `2026-11` as it is said: `2026年11月`. */
export const monthWords = (month: string): string => month.replace(/^(\d+)-0?(\d+)$/, '$1年$2月')
