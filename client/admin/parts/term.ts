import { lastDayOf } from '../../../server/contract/index.ts'

const DAY = 86_400_000
/** So much ahead somebody should see to it. */
const SOON_DAYS = 30

/** Until when something counts, in words and a tone; `now` in Unix milliseconds. */
export const termWords = (endsAt: string | null, now: number): { words: string; tone: string; soon: boolean } => {
  if (endsAt === null) return { words: '长期', tone: '', soon: false }
  const left = Date.parse(endsAt) - now
  const day = lastDayOf(endsAt)
  if (left <= 0) return { words: `已于 ${day} 到期`, tone: 'tone-red', soon: false }
  const days = Math.ceil(left / DAY)
  return days > SOON_DAYS
    ? { words: `至 ${day}`, tone: '', soon: false }
    : { words: `◆ 至 ${day}，${days === 1 ? '不到 1 天' : `还有 ${days - 1} 天`}`, tone: 'tone-orange', soon: true }
}

/** As a date is typed; empty = without an end. */
export const typedDay = (endsAt: string | null): string => (endsAt === null ? '' : lastDayOf(endsAt))
