import type { AlertBrief, AlertInfo, CaseRow, Telling } from '../../../server/contract/index.ts'

/**
 * Something this person was told of: an alert, or a task that waits to be signed for, was ordered again or was sent
 * back.
 */
export interface Notice {
  key: string
  at: string
  title: string
  /** Why it comes, and where it is. */
  words: string
  unread: boolean
  /** Where pressing it leads; `null` = it opens here. */
  case: string | null
  alert: AlertInfo | null
  band: Pick<AlertBrief, 'band' | 'scale'> | null
}

const WHY: Record<Telling['why'], string> = {
  fired: '新预警',
  raised: '预警升级',
  climbed: '下级超时未读',
  resolved: '预警解除',
}

const alertNotice = (alert: AlertInfo, mine: readonly Telling[]): Notice => {
  const last = mine.at(-1)!
  return {
    key: alert.id,
    at: last.at,
    title: alert.title,
    words: `${WHY[last.why]} · ${alert.path || alert.regionName}`,
    unread: last.read === null && last.acted === null,
    case: alert.case,
    alert,
    band: { band: alert.band, scale: alert.scale },
  }
}

interface Ask {
  words: string
  at: string
  unread: boolean
}

/** What a leader ordered and what was decided on more time, the newest first. */
const spokenOf = ({ state, supervised, decided, changedAt }: CaseRow): Ask[] => {
  if (!['dispatched', 'handling'].includes(state.id)) return []
  const unread = (at: string): boolean => state.id === 'dispatched' || at >= changedAt
  return [
    ...(supervised
      ? [{ words: `${supervised.by} 督办：${supervised.words}`, at: supervised.at, unread: unread(supervised.at) }]
      : []),
    ...(decided
      ? [
          {
            words: `${decided.by} ${decided.hours === null ? '不予延期' : `准予延期 ${decided.hours} 小时`}：${decided.words}`,
            at: decided.at,
            unread: unread(decided.at),
          },
        ]
      : []),
  ].sort((a, b) => b.at.localeCompare(a.at))
}

/**
 * What a task asks of whoever has it; `null` = nothing that was not told before. What was ordered or decided is unread
 * until something has been done about it.
 */
const askOf = (row: CaseRow): Ask | null => {
  const { state, refused, changedAt } = row
  const [spoken] = spokenOf(row)
  if (spoken) return spoken
  if (refused) return { words: '核查未通过，请重新处置', at: changedAt, unread: true }
  return state.id === 'dispatched'
    ? { words: row.helping ? '请您协助办理' : '新任务待签收', at: changedAt, unread: true }
    : null
}

const taskNotice = (row: CaseRow): Notice[] => {
  const { id, title, region } = row
  const ask = askOf(row)
  return ask === null
    ? []
    : [
        {
          key: id,
          at: ask.at,
          title,
          words: `${ask.words} · ${region.title}`,
          unread: ask.unread,
          case: id,
          alert: null,
          band: null,
        },
      ]
}

/**
 * What somebody was told and has not seen first, then the newest first; a task that an alert already speaks of is not
 * told twice.
 */
export const noticesOf = (alerts: readonly AlertInfo[], tasks: readonly CaseRow[], person: string): Notice[] => {
  const told = alerts.flatMap((alert) => {
    const mine = alert.told.filter((one) => one.person?.id === person)
    return mine.length === 0 ? [] : [alertNotice(alert, mine)]
  })
  const spoken = new Set(told.map((one) => one.case))
  const waiting = tasks.filter(({ id }) => !spoken.has(id)).flatMap(taskNotice)
  return [...told, ...waiting].sort((a, b) => Number(b.unread) - Number(a.unread) || b.at.localeCompare(a.at))
}
