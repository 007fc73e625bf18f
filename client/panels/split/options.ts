import type { SplitPanel } from '../../../server/contract/index.ts'
import type { Lookup } from '../../lib/ask.ts'
import { shownChange, type ShownChange } from '../../lib/change.ts'
import { bucketWords, type CivilTime } from '../../lib/moment.ts'
import { formatValue } from '../../lib/number.ts'

/** One category; `length` of its bar in percent, as the server gives it. */
interface ShownMember {
  rank: number
  member: string
  length: string
  text: string
  change: ShownChange | null
}

/** Categories in the server's order. */
export const splitRows = ({ rows, indicator, grain }: SplitPanel, lookup: Lookup): ShownMember[] => {
  const info = lookup(indicator)
  return rows.map(({ rank, member, value, share, change }) => ({
    rank,
    member: member || '未分类',
    length: `${(share * 100).toFixed(1)}%`,
    text: value === null ? '不显示' : formatValue(value, info).text + formatValue(value, info).step,
    change: shownChange(change, grain, info),
  }))
}

/** Of when it is, and what the differences are against: `本周 · 较上周同期`. */
export const splitNote = (data: SplitPanel, lookup: Lookup, now: CivilTime): string => {
  if (data.rows.length === 0) return ''
  const basis = splitRows(data, lookup)
    .map(({ change }) => change?.basis)
    .find(Boolean)
  return [lookup(data.indicator).unit, bucketWords(data.bucket, data.grain, now), basis].filter(Boolean).join(' · ')
}
