import { CASE_END_WORDS, type AlertBrief, type Band, type BandScale, type Grain } from '../../server/contract/index.ts'
import { formatLasting, formatSpan } from './age.ts'
import { pressable, type Lookup, type Pressable } from './ask.ts'
import { bandLook } from './band.ts'

/** An alert in words: what, where, since when, which way it goes, who has it. */
export interface ShownAlert {
  key: string
  band: Band
  scale: BandScale
  word: string
  region: string
  regionName: string
  title: string
  /** `null` where there is no number to be explained: a silence tells its length in `silent`. */
  number: Pressable | null
  silent: string
  /** As `perWords`: the map beside it may show another span. */
  per: string
  lasting: string
  /** `未签收`, `王芳已签收`, `恢复中`, `静默中`: who is on it. */
  care: string
  careTone: 'bad' | 'good' | 'even'
  /** `较前变差`; empty when it has not moved. */
  course: string
  tone: 'good' | 'bad' | 'even'
  case: string | null
}

const PER: Record<Grain, string> = {
  hour: '按小时',
  day: '按日',
  week: '按周',
  dekad: '按旬',
  month: '按月',
  quarter: '按季',
  year: '按年',
}

/** Of what span the number of an alert is, as `按日`; empty for a silence. */
export const perWords = ({ indicator, grain }: Pick<AlertBrief, 'indicator' | 'grain'>): string =>
  indicator !== null && grain !== null ? PER[grain] : ''

/**
 * Where an alert is acted on: its case, or else it itself among the open alerts, with what is advised and who was told.
 */
export const wayTo = ({
  case: number,
  id,
}: Pick<AlertBrief, 'case' | 'id'>): { name: string; query: Record<string, string> } => ({
  name: 'work',
  query: number === null ? { alerts: 'open', alert_id: id } : { queue: 'all', case: number },
})

const COURSE = {
  worse: { course: '较前变差', tone: 'bad' },
  better: { course: '较前好转', tone: 'good' },
  even: { course: '', tone: 'even' },
} as const

const careOf = (alert: AlertBrief): Pick<ShownAlert, 'care' | 'careTone'> => {
  const { state, owner, muted, case: number, reach } = alert
  if (muted) return { care: '静默中', careTone: 'even' }
  if (state === 'recovering') return { care: '恢复中', careTone: 'good' }
  if (state === 'resolved') return { care: '已解除', careTone: 'good' }
  if (alert.caseEnded) return { care: `${CASE_END_WORDS[alert.caseEnded]} ${number}，预警未解除`, careTone: 'bad' }
  if (number !== null && owner !== null) return { care: `${owner}已签收，已立案`, careTone: 'good' }
  if (number !== null) return { care: `已立案 ${number}`, careTone: 'even' }
  if (owner !== null) return { care: `${owner}已签收`, careTone: 'good' }
  if (reach.read > 0) return { care: `${reach.read} 人已查看，未签收`, careTone: 'even' }
  return { care: '未签收', careTone: 'bad' }
}

/** Puts an alert into words; `now` in ms. */
export const shownAlert = (alert: AlertBrief, lookup: Lookup, now: number): ShownAlert => {
  const { id, band, scale, region, regionName, title, indicator, grain, value, since, course } = alert
  return {
    key: id,
    band,
    scale,
    word: bandLook(band, scale).word,
    region,
    regionName,
    title,
    number:
      indicator !== null && grain !== null && !alert.suppressed
        ? pressable(lookup(indicator), { region, regionName, grain, bucket: null }, value)
        : null,
    silent: indicator === null && value !== null ? `${formatSpan(value)}未报送` : alert.suppressed ? '不显示数值' : '',
    per: perWords(alert),
    lasting: `已 ${formatLasting(since, now)}`,
    ...careOf(alert),
    ...COURSE[course],
    case: alert.case,
  }
}
