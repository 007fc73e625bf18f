import type { Grain } from '../../../server/contract/index.ts'

/** A schedule as it is chosen; written out it is what the server reads. */
export interface Rule {
  every: 'day' | 'workday' | 'week' | 'month' | 'quarter' | 'year'
  day: number
  month: number
  time: string
  rest: '' | '遇休顺延' | '遇休提前'
}

const WEEK = '一二三四五六日'
const QUARTER = ['首', '第二个', '末']

export const EVERY: readonly { id: Rule['every']; title: string }[] = [
  { id: 'day', title: '每日' },
  { id: 'workday', title: '每个工作日' },
  { id: 'week', title: '每周' },
  { id: 'month', title: '每月' },
  { id: 'quarter', title: '每季度' },
  { id: 'year', title: '每年' },
]
export const RESTS: readonly { id: Rule['rest']; title: string }[] = [
  { id: '', title: '休息日照常' },
  { id: '遇休顺延', title: '遇休息日顺延' },
  { id: '遇休提前', title: '遇休息日提前' },
]

/** Every half hour of a day. */
export const TIMES: readonly string[] = Array.from(
  { length: 48 },
  (_, at) => `${String(Math.floor(at / 2)).padStart(2, '0')}:${at % 2 === 0 ? '00' : '30'}`,
)

/** Days that can be chosen; a month too short ends on its last day. */
export const daysFor = (every: Rule['every']): { id: number; title: string }[] => {
  if (every === 'day' || every === 'workday') return []
  if (every === 'week') return [...WEEK].map((day, at) => ({ id: at + 1, title: `周${day}` }))
  return Array.from({ length: 31 }, (_, at) => ({ id: at + 1, title: `${at + 1}日` }))
}
export const monthsFor = (every: Rule['every']): { id: number; title: string }[] => {
  if (every === 'quarter') return QUARTER.map((word, at) => ({ id: at + 1, title: `${word}月` }))
  return every === 'year' ? Array.from({ length: 12 }, (_, at) => ({ id: at + 1, title: `${at + 1}月` })) : []
}
/** Whether days off can move it. */
export const mayRest = ({ every }: Pick<Rule, 'every'>): boolean => every !== 'day' && every !== 'workday'

/** What comes to mind first for a report of this grain. */
export const ruleFor = (grain: Grain): Rule => {
  const every = (
    { hour: 'day', day: 'day', week: 'week', dekad: 'month', month: 'month', quarter: 'quarter', year: 'year' } as const
  )[grain]
  return {
    every,
    day: every === 'week' ? 1 : 5,
    month: 1,
    time: every === 'day' ? '08:00' : '09:00',
    rest: every === 'day' ? '' : '遇休顺延',
  }
}

const PREFIX: Record<Rule['every'], (rule: Rule) => string> = {
  day: () => '每日',
  workday: () => '每个工作日',
  week: ({ day }) => `每周${WEEK[day - 1] ?? '一'}`,
  month: ({ day }) => `每月${day}日`,
  quarter: ({ month, day }) => `每季度${QUARTER[month - 1] ?? '首'}月${day}日`,
  year: ({ month, day }) => `每年${month}月${day}日`,
}

/** `每月5日 09:00，遇休顺延`. */
export const writeRule = (rule: Rule): string =>
  `${PREFIX[rule.every](rule)} ${rule.time}${mayRest(rule) && rule.rest !== '' ? `，${rule.rest}` : ''}`

/** How days off move what was chosen, in words; `null` where they do not. */
export const restWords = (rule: Rule): string | null => {
  if (rule.every === 'workday')
    return '工作日按国务院公布的放假安排认定：春节、国庆等假期不编制，调休上班的周末照常编制。'
  if (!mayRest(rule)) return null
  const moved = {
    '': '遇周末和春节、国庆等假期照常编制。',
    遇休顺延: '遇周末和春节、国庆等假期，顺延到假期后第一个工作日。',
    遇休提前: '遇周末和春节、国庆等假期，提前到假期前最后一个工作日。',
  }[rule.rest]
  return rule.rest === '' ? moved : `${moved}放假与调休按国务院公布的安排，尚未公布的年份暂按推定日期。`
}
