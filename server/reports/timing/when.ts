/** When something comes round, as an office says it: 每日 08:00, 每个工作日 08:00, 每周一 08:30, 每月5日 09:00，遇休顺延. */
export interface When {
  every: 'day' | 'workday' | 'week' | 'month' | 'quarter' | 'year'
  /** Day of the week from Monday = 1, or of the month; a month too short for it ends on its last day. */
  day: number
  /** Month of the year, or of the quarter, from 1. */
  month: number
  /** Minutes after midnight. */
  minutes: number
  /** What happens on a day off: nothing, the next working day, or the one before. */
  rest: 'anyway' | 'later' | 'earlier'
}

const DAYS = '一二三四五六日'
const RESTS: Record<string, When['rest']> = { 遇休顺延: 'later', 遇休提前: 'earlier' }
const REST_WORDS: Record<When['rest'], string> = { anyway: '', later: '，遇休顺延', earlier: '，遇休提前' }
const SHAPE =
  /^每(?:(?<day>日|天)|(?<workday>个?工作日)|周(?<week>[一二三四五六日天])|月(?<month>\d{1,2})日|季度?(?<quarter>首|第二个|第三个|末)月(?<quarterDay>\d{1,2})日|年(?<yearMonth>\d{1,2})月(?<yearDay>\d{1,2})日)\s*(?<hour>\d{1,2}):(?<minute>\d{2})(?:[，,]?\s*(?<rest>遇休顺延|遇休提前))?$/
const MONTHS: Record<string, number> = { 首: 1, 第二个: 2, 第三个: 3, 末: 3 }

/** How to write it, for whoever wrote it otherwise. */
export const WHEN_HINT =
  '请写作“每日 08:00”“每个工作日 08:00”“每周一 08:30”“每月5日 09:00，遇休顺延”“每季度首月8日 09:00”或“每年1月15日 09:00”'

type Groups = Partial<Record<string, string>>

const dayOf = (found: Groups): Pick<When, 'every' | 'day' | 'month'> => {
  if (found['day']) return { every: 'day', day: 1, month: 1 }
  if (found['workday']) return { every: 'workday', day: 1, month: 1 }
  if (found['week']) return { every: 'week', day: DAYS.indexOf(found['week'].replace('天', '日')) + 1, month: 1 }
  if (found['month']) return { every: 'month', day: Number(found['month']), month: 1 }
  if (found['quarter']) return { every: 'quarter', day: Number(found['quarterDay']), month: MONTHS[found['quarter']]! }
  return { every: 'year', day: Number(found['yearDay']), month: Number(found['yearMonth']) }
}

/** Reads it; `null` when it cannot be. */
export const readWhen = (text: string): When | null => {
  const found: Groups | undefined = SHAPE.exec(text.trim())?.groups
  if (!found) return null
  const when: When = {
    ...dayOf(found),
    minutes: Number(found['hour']) * 60 + Number(found['minute']),
    rest: RESTS[found['rest'] ?? ''] ?? 'anyway',
  }
  const fits =
    when.day >= 1
    && when.day <= 31
    && when.month >= 1
    && when.month <= 12
    && Number(found['hour']) < 24
    && Number(found['minute']) < 60
  // Every day moved to a working day would be several on the same one.
  return fits && !(when.rest !== 'anyway' && (when.every === 'day' || when.every === 'workday')) ? when : null
}

const two = (number: number): string => String(number).padStart(2, '0')

/** The one way it is written. */
export const whenWords = ({ every, day, month, minutes, rest }: When): string => {
  const at = {
    day: '每日',
    workday: '每个工作日',
    week: `每周${DAYS[day - 1]}`,
    month: `每月${day}日`,
    quarter: `每季度${month === 1 ? '首' : month === 2 ? '第二个' : '末'}月${day}日`,
    year: `每年${month}月${day}日`,
  }[every]
  return `${at} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}${REST_WORDS[rest]}`
}
