import type { Calendar, Worktime } from '../../model/index.ts'
import { suggestion } from '../../nearest.ts'
import type { Report } from '../../reading/report.ts'
import type { CalendarDefinition } from '../../schema/index.ts'

/** In force day and night; there without being declared. */
export const ALWAYS: Calendar = { id: 'always', title: '全天候', work: null, hours: null, season: null }

const MINUTE = 60_000
const sinceMidnight = (text: string): number => (Number(text.slice(0, 2)) * 60 + Number(text.slice(3))) * MINUTE
const pair = (text: string, between: string): [string, string] => text.split(between) as [string, string]

/** A calendar as declared, with the working week it names. */
export const resolveCalendar = (
  written: CalendarDefinition,
  worktimes: ReadonlyMap<string, Worktime>,
  report: Report,
): Calendar => {
  const { id, title, worktime, whole_days: wholeDays, hours, season } = written
  if (id === ALWAYS.id) report.add(['id'], 'always（全天候）不用声明')
  const week = worktime === undefined ? undefined : worktimes.get(worktime)?.week
  if (worktime !== undefined && week === undefined)
    report.add(['worktime'], `没有工作时间 ${worktime}${suggestion(worktime, worktimes.keys())}`)
  const spans = hours?.map((text): [number, number] => {
    const [from, until] = pair(text, '-')
    return [sinceMidnight(from), sinceMidnight(until)]
  })
  spans?.forEach(
    ([from, until], index) => until <= from && report.add(['hours', index], '结束时间应晚于开始时间；跨夜请分成两段'),
  )
  return {
    id,
    title,
    work: week ? { week, wholeDays } : null,
    hours: spans ?? null,
    season: season?.map((text) => pair(text, '..')) ?? null,
  }
}
