import type { AlertBrief, AlertInfo, CaseRow, Telling } from '../../../server/contract/index.ts'

/** Something this person was told of: an alert, or a task that waits to be signed for. */
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

const WHY: Record<Telling['why'], string> = { fired: '新预警', raised: '预警升级', climbed: '下级超时未读', resolved: '预警解除' }

const alertNotice = (alert: AlertInfo, mine: readonly Telling[]): Notice => {
  const last = mine.at(-1)!
  return {
    key: alert.id, at: last.at, title: alert.title, words: `${WHY[last.why]} · ${alert.path || alert.regionName}`,
    unread: last.read === null && last.acted === null, case: alert.case, alert, band: { band: alert.band, scale: alert.scale },
  }
}

const taskNotice = ({ id, changedAt, title, region, state }: CaseRow): Notice =>
  ({ key: id, at: changedAt, title, words: `新任务待签收 · ${region.title}`, unread: state.id === 'dispatched', case: id, alert: null, band: null })

/** What somebody was told and has not seen first, then the newest first; a task that an alert already speaks of is not told twice. */
export const noticesOf = (alerts: readonly AlertInfo[], tasks: readonly CaseRow[], person: string): Notice[] => {
  const told = alerts.flatMap((alert) => {
    const mine = alert.told.filter((one) => one.person?.id === person)
    return mine.length === 0 ? [] : [alertNotice(alert, mine)]
  })
  const spoken = new Set(told.map((one) => one.case))
  const waiting = tasks.filter(({ id, state }) => state.id === 'dispatched' && !spoken.has(id)).map(taskNotice)
  return [...told, ...waiting].sort((a, b) => Number(b.unread) - Number(a.unread) || b.at.localeCompare(a.at))
}
