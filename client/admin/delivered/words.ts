import type { DataReturn, DatasetQuality, ReturnState } from '../../../server/contract/index.ts'
import { formatSpan } from '../../lib/age.ts'
import { formatMoment } from '../../lib/moment.ts'

/** How a return stands. */
export const returnStates: Record<ReturnState, { words: string; tone: string }> = {
  returned: { words: '◆ 已退回，待改正', tone: 'tone-orange' },
  corrected: { words: '✓ 已改正', tone: 'tone-green' },
  closed: { words: '已办结', tone: 'muted' },
}

/** Pauses longer than a dataset is to rest. */
export const gapWords = ({ gaps, longestGapSeconds }: Pick<DatasetQuality, 'gaps' | 'longestGapSeconds'>): string =>
  gaps === 0 || longestGapSeconds === null ? '无' : `${gaps} 次，最长 ${formatSpan(longestGapSeconds)}`

/** How much there is to look after: what waits to be corrected, then what is late, then what was refused. */
export const troubleOf = (quality: Pick<DatasetQuality, 'open' | 'late' | 'rejected'> | null): number =>
  quality === null ? 0 : quality.open > 0 ? 3 : quality.late ? 2 : quality.rejected > 0 ? 1 : 0

/** What came of a return, in one sentence; `null` = nothing yet. */
export const outcomeWords = ({ answer, closed }: DataReturn, timeZone: string): string | null => {
  if (closed) return `${formatMoment(closed.at, timeZone)} ${closed.by}办结：${closed.words}`
  return answer && `${formatMoment(answer.at, timeZone)} 重新报送，入库 ${answer.accepted} 行，没有拒收`
}
