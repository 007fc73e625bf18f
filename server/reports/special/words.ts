import { BANDS, type AlertInfo, type Band, type BandScale, type Moment } from '../../contract/index.ts'
import { momentWords, valueWords } from '../template/words.ts'
import type { SpecialTest, SpecialWord } from './grammar.ts'
import type { Subject } from './subject.ts'

const COLOURS: Record<Band, string> = { red: '红色', orange: '橙色', yellow: '黄色', blue: '蓝色', green: '绿色' }
const GRADES: Partial<Record<Band, string>> = { red: 'Ⅰ级', orange: 'Ⅱ级', yellow: 'Ⅲ级', blue: 'Ⅳ级' }
const STATES: Record<AlertInfo['state'], string> = {
  pending: '待确认',
  firing: '尚未签收',
  acknowledged: '已签收、尚未解除',
  recovering: '正在恢复',
  resolved: '已解除',
}
const OPERATORS: Record<string, string> = { '>=': '不低于', '>': '高于', '<=': '不高于', '<': '低于' }
const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000]

/** `Ⅱ级（橙色）`; of the three colours the colour alone. */
export const bandWords = (band: Band, scale: BandScale): string =>
  scale === 'four' && GRADES[band] ? `${GRADES[band]}（${COLOURS[band]}）` : COLOURS[band]

/** `2天3小时`, `3小时20分钟`: how long, in the two largest units. */
const spanWords = (ms: number): string => {
  const [days, hours, minutes] = [Math.floor(ms / DAY), Math.floor((ms % DAY) / HOUR), Math.floor((ms % HOUR) / MINUTE)]
  if (days > 0) return `${days}天${hours > 0 ? `${hours}小时` : ''}`
  if (hours > 0) return `${hours}小时${minutes > 0 ? `${minutes}分钟` : ''}`
  return minutes > 0 ? `${minutes}分钟` : '不足1分钟'
}

/** A value of what an alert watches; of a silence, how long nothing came. */
const watchedWords = ({ indicator }: NonNullable<Subject['alert']>, value: number | null): string =>
  value === null ? '暂无数据' : indicator ? valueWords(indicator, value) : `已${spanWords(value * 1000)}没有数据`

/**
 * The same as a part of a sentence, so that no figure of a name runs into the value: `镇街微站 PM2.5为135μg/m³`,
 * `数据报送已3小时没有数据`.
 */
export const watchedClause = (alert: NonNullable<Subject['alert']>, value: number | null): string =>
  `${alert.indicator?.title ?? '数据报送'}${alert.indicator && value !== null ? '为' : ''}${watchedWords(alert, value)}`

const stateWords = ({ info }: NonNullable<Subject['alert']>, asOf: Moment): string => {
  const lasted = spanWords(Date.parse(info.resolved ?? asOf) - Date.parse(info.since))
  return info.resolved ? `${momentWords(info.resolved)}解除，历时${lasted}` : `${STATES[info.state]}，已持续${lasted}`
}

/** How it was graded when it fired; it may have been raised or lowered since. */
const firedBand = ({ info, moments }: NonNullable<Subject['alert']>): Band =>
  moments.find(({ kind }) => kind === 'fired')?.band ?? info.band

/** `后升为Ⅰ级（红色），`; nothing where it is what it was. */
const changeWords = (alert: NonNullable<Subject['alert']>): string => {
  const [then, now] = [firedBand(alert), alert.info.band]
  return then === now
    ? ''
    : `后${BANDS.indexOf(now) < BANDS.indexOf(then) ? '升' : '降'}为${bandWords(now, alert.info.scale)}，`
}

const alertWord = (word: SpecialWord, alert: NonNullable<Subject['alert']>, asOf: Moment): string | null => {
  const { info, indicator, threshold } = alert
  switch (word) {
    case '预警':
      return info.title
    case '级别':
      return bandWords(info.band, info.scale)
    case '触发级别':
      return bandWords(firedBand(alert), info.scale)
    case '级别变化':
      return changeWords(alert)
    case '预警状态':
      return stateWords(alert, asOf)
    case '触发时间':
      return momentWords(info.since)
    case '指标':
      return indicator?.title ?? '数据报送'
    case '触发值':
      return watchedWords(alert, info.firstValue)
    case '现值':
      return watchedWords(alert, info.value)
    case '触发情况':
      return watchedClause(alert, info.firstValue)
    case '目前情况':
      return watchedClause(alert, info.value)
    case '预警线':
      return threshold
        ? `${OPERATORS[threshold.operator] ?? ''}${watchedWords(alert, threshold.number).replace(/^已|没有数据$/g, '')}`
        : '以规则为准'
    case '建议':
      return sentenceOf(info.advice ?? '无')
    default:
      return null
  }
}

/** The text as a sentence of its own, which ends. */
const sentenceOf = (text: string): string => (/[。！？…]$/.test(text) ? text : `${text}。`)

/** `已超 55 分钟`, `还剩 3 小时`: as it follows 全程时限. */
const termWords = (words: string): string => words.replace(/^超/, '已超').replace(/^剩/, '还剩')

const caseWord = (word: SpecialWord, one: NonNullable<Subject['case']>): string | null => {
  switch (word) {
    case '事件':
      return one.title
    case '编号':
      return one.number
    case '事件类型':
      return one.type.title
    case '事件状态':
      return one.state.title
    case '受理时间':
      return momentWords(one.reportedAt)
    case '承办单位':
      return (
        one.owner?.name
        ?? one.entries.findLast(({ to, action }) => to !== null && action.id === 'dispatch')?.to?.title
        ?? '尚未派遣'
      )
    case '全程时限':
      return termWords(one.clocks.whole.words)
    case '事由':
      return sentenceOf(one.words === '' ? one.title : one.words)
    default:
      return null
  }
}

/** A word of the text, as of when the report is written; `—` for what this subject does not have. */
export const specialWord = (subject: Subject, word: SpecialWord, asOf: Moment): string => {
  if (word === '对象') return subject.title
  return (
    (subject.alert && alertWord(word, subject.alert, asOf)) ?? (subject.case && caseWord(word, subject.case)) ?? '—'
  )
}

export const specialHolds = ({ alert, case: one }: Subject, test: SpecialTest): boolean => {
  switch (test) {
    case '有预警':
      return alert !== null
    case '有指标':
      return alert?.indicator != null
    case '有事件':
      return one !== null
    case '已解除':
      return alert?.info.resolved != null
    case '已办结':
      return one !== null && ['closed', 'rated', 'archived'].includes(one.state.id)
    case '有照片':
      return (one?.evidence.length ?? 0) > 0
  }
}
