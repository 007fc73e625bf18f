import type { Worktime } from '../../model/index.ts'
import type { Report } from '../../reading/report.ts'
import type { WorktimeDefinition } from '../../schema/index.ts'

const MINUTE = 60_000
const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))

/** Working hours as spans of a day; each must end after it begins and begin after the one before. */
export const resolveWorktime = ({ id, title, hours, years }: WorktimeDefinition, report: Report): Worktime => {
  let last = 0
  const spans = hours.map((text, index) => {
    const [from, until] = [minutes(text), minutes(text.slice(6))]
    if (from >= until || from < last) report.add(['hours', index], '工作时段应从早到晚，互不重叠')
    last = until
    return [from * MINUTE, until * MINUTE] as const
  })
  return { id, title, week: { hours: spans, years } }
}
