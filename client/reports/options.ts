import type { Action, Grain, Grant, RegionRef, ReportInfo } from '../../server/contract/index.ts'
import type { LocationQuery } from 'vue-router'

/**
 * What is chosen; the page's address says it. A special report is of an alert or a case instead of a place and a
 * period.
 */
export interface Choice {
  template: string
  region: string
  period: string
  alert: string
  case: string
}

const text = (value: LocationQuery[string] | undefined): string => (typeof value === 'string' ? value : '')
export const readChoice = (query: LocationQuery): Choice => ({
  template: text(query['report']),
  region: text(query['r']),
  period: text(query['period']),
  alert: text(query['alert']),
  case: text(query['case']),
})
export const writeChoice = ({ template, region, period, alert, case: number }: Choice): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ report: template, r: region, period, alert, case: number }).filter(([, value]) => value !== ''),
  )

/** Whether it names what a special report is about. */
export const namesSubject = (choice: Pick<Choice, 'alert' | 'case'>): boolean =>
  choice.alert !== '' || choice.case !== ''

/**
 * The report an address means: the one it names, else the first that is about what it names, else the first there is a
 * place for.
 */
export const reportFor = (
  reports: readonly ReportInfo[],
  asked: Choice,
  hasPlace: (report: ReportInfo) => boolean,
): ReportInfo | null =>
  reports.find(({ id }) => id === asked.template)
  ?? (namesSubject(asked) ? reports.find(({ subject }) => subject === 'alert') : undefined)
  ?? reports.find((one) => one.subject === 'period' && hasPlace(one))
  ?? reports[0]
  ?? null

/** Places within the reader's reach for an action, with the names that lead to them. */
export const placesFor = (
  report: ReportInfo,
  regions: readonly RegionRef[],
  grants: readonly Grant[],
  action: Action,
): { code: string; words: string }[] => {
  const byCode = new Map(regions.map((region) => [region.code, region]))
  const roots = new Set(grants.filter(({ actions }) => actions.includes(action)).map(({ region }) => region))
  const line = (code: string | null | undefined): RegionRef[] => {
    const region = byCode.get(code ?? '')
    return region ? [...line(region.parent), region] : []
  }
  return regions
    .filter(({ level }) => report.levels.length === 0 || report.levels.includes(level))
    .map(({ code }) => ({ code, path: line(code) }))
    .filter(({ path }) => path.some(({ code }) => roots.has(code)))
    .map(({ code, path }) => ({
      code,
      words: path
        .slice(-2)
        .map(({ name }) => name)
        .join(' / '),
    }))
}

/** Levels a report is written for, by the names they have here; a level this place does not have is left out. */
export const levelWords = (levels: readonly string[], known: readonly { id: string; title: string }[]): string =>
  known
    .filter(({ id }) => levels.includes(id))
    .map(({ title }) => title)
    .join('、')

/** Why somebody has no place to make a report for. */
export const noPlaceWords = (report: ReportInfo | null, known: readonly { id: string; title: string }[]): string => {
  if (!report) return '还没有可以预览的报告。'
  if (report.subject === 'alert') return '专报写的是一条预警和它的事件：请在预警或事件上选择“专报”。'
  if (report.levels.length === 0) return '您没有导出权限，不能预览和生成报告。'
  const levels = levelWords(report.levels, known)
  return levels === '' ? '这份报告所写的层级，本地没有。' : `这份报告为${levels}编写，您没有这一级区域的导出权限。`
}

const EACH: Record<Grain, string> = {
  hour: '小时报',
  day: '日报',
  week: '周报',
  dekad: '旬报',
  month: '月报',
  quarter: '季报',
  year: '年报',
}
export const grainWords = (grain: Grain): string => EACH[grain]

/** How a period is picked: any day in it names it. */
export const pickerFor = (grain: Grain): { type: 'date' | 'month' | 'year'; hint: string } => {
  switch (grain) {
    case 'month':
      return { type: 'month', hint: '' }
    case 'year':
      return { type: 'year', hint: '' }
    case 'quarter':
      return { type: 'month', hint: '选该季度中任意一个月。' }
    case 'week':
      return { type: 'date', hint: '选该周中任意一天。' }
    case 'dekad':
      return { type: 'date', hint: '选该旬中任意一天。' }
    default:
      return { type: 'date', hint: '' }
  }
}
