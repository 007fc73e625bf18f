import {
  CASE_END_WORDS,
  roleWords,
  type AlertInfo,
  type AlertState,
  type Role,
  type Telling,
  type TellingReason,
} from '../../server/contract/index.ts'
import { formatLasting, formatSpan } from '../lib/age.ts'
import { perWords } from '../lib/alert.ts'
import { formatValue } from '../lib/number.ts'
import type { Lookup } from '../lib/ask.ts'

const STATES: Record<AlertState, string> = {
  pending: '待确认',
  firing: '未签收',
  acknowledged: '已签收',
  recovering: '正在恢复',
  resolved: '已解除',
}
const COURSES: Record<AlertInfo['course'], string> = { better: '▼ 较前好转', worse: '▲ 较前变差', even: '' }

/** An alert in words, for lists. */
interface ShownAlert {
  state: string
  value: string
  /** Of what span the value is, as `按日`; empty where there is none. */
  per: string
  course: string
  reach: string
  lasting: string
}

const WHY: Record<TellingReason, string> = {
  fired: '预警',
  raised: '升级',
  climbed: '无人查看，逐级上报',
  resolved: '解除',
}

/** One telling in words: whom, why, over what. */
interface ShownTelling {
  who: string
  why: string
  over: string
  telling: Telling
}

/**
 * Whom an alert was told, in the order of telling: somebody by name and duty, a channel by its name, or a duty that
 * nobody holds.
 */
export const shownTellings = (
  { told }: Pick<AlertInfo, 'told'>,
  levelTitle: (level: string) => string,
): ShownTelling[] =>
  told.map((telling) => {
    const { to, person, channel, why } = telling
    const isApp = channel === 'app'
    const duty = isApp ? (roleWords[to as Role] ?? levelTitle(to)) : ''
    return {
      who: person ? `${person.name}（${duty}）` : isApp ? `${duty}（无人担任）` : to,
      why: WHY[why],
      over: isApp ? '平台' : '外部渠道',
      telling,
    }
  })

/** Where it stands: who signed for it, and that it is on its way out. */
const stateWords = ({ state, acknowledged }: Pick<AlertInfo, 'state' | 'acknowledged'>): string =>
  acknowledged ? `${acknowledged.name} 已签收${state === 'recovering' ? `，${STATES.recovering}` : ''}` : STATES[state]

/** A value of an alert, with its unit or as the length of a silence; empty where none is known. */
const valueWords = (
  { indicator, dataset, suppressed }: Pick<AlertInfo, 'indicator' | 'dataset' | 'suppressed'>,
  value: number | null,
  lookup: Lookup,
): string => {
  if (value === null) return suppressed ? '涉及个人，不显示数值' : ''
  const info = indicator ? lookup(indicator) : null
  if (!info) return dataset ? `${formatSpan(value)}没有数据` : ''
  const { text, unit } = formatValue(value, info)
  return `${text} ${unit}`.trim()
}

/** The gravest value an alert had while it was on. */
export const worstWords = (
  alert: Pick<AlertInfo, 'indicator' | 'dataset' | 'suppressed' | 'worst'>,
  lookup: Lookup,
): string => valueWords(alert, alert.worst?.value ?? null, lookup) || '—'

/** What became of the case that was opened for it. */
export const caseWords = ({
  case: number,
  caseEnded,
  caseUntold,
}: Pick<AlertInfo, 'case' | 'caseEnded' | 'caseUntold'>): string => {
  if (caseUntold) return '是否立案不在您的权限之内'
  if (number === null) return '尚未立案'
  return caseEnded ? `▲ ${number} ${CASE_END_WORDS[caseEnded]}，预警未解除` : `已立案 ${number}`
}

/** How many know of it; a duty that nobody holds has been told and cannot read. */
const reachWords = ({ reach, told }: Pick<AlertInfo, 'reach' | 'told'>): string => {
  if (reach.told > 0) return `已通知 ${reach.told} 人，${reach.read} 人已读`
  return told.length > 0 ? '应告知的岗位无人担任' : '尚未通知'
}

/** Puts an alert into words. */
export const shownAlert = (alert: AlertInfo, lookup: Lookup, now: number): ShownAlert => {
  const value = valueWords(alert, alert.value, lookup)
  return {
    state: stateWords(alert),
    value: alert.dataset && value !== '' ? `已 ${value}` : value,
    per: perWords(alert),
    course: COURSES[alert.course],
    reach: reachWords(alert),
    lasting: `持续 ${formatLasting(alert.since, now)}`,
  }
}

/** What is said where nothing is open: of what a switched-off rule watches nothing is known. */
export const calmWords = (rulesOff: number): string =>
  rulesOff === 0
    ? '现在没有预警，各项指标都在正常范围内。'
    : `现在没有预警。有 ${rulesOff} 条规则停用，它们监视的情况不在其内。`
