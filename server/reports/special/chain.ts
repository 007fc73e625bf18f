import type { AlertMoment } from '../../alerts/index.ts'
import { roleWords, type CaseEntry, type CaseLoopStep, type Role, type Telling } from '../../contract/index.ts'
import { parseLocal, type Zone } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { TableBlock } from '../document/model.ts'
import type { Subject } from './subject.ts'
import { bandWords, watchedClause } from './words.ts'
import { named } from '../export/exporter.ts'

type Alert = NonNullable<Subject['alert']>
interface Link {
  at: number
  what: string
  who: string
  words: string
}

const MOVES: Partial<Record<AlertMoment['kind'], string>> = {
  fired: '预警触发',
  raised: '预警升级',
  lowered: '预警降级',
  recovering: '指标回落',
  returned: '指标再次越线',
  resolved: '预警解除',
  acknowledged: '预警签收',
  read: '查看预警',
  told: '通知',
  climbed: '逾时未读，逐级通知',
  muted: '暂停通知',
  unmuted: '恢复通知',
}
const BY_PEOPLE: readonly AlertMoment['kind'][] = ['acknowledged', 'read']

/** Where nobody holds a role, or a level has nobody, the record names it by its id. */
const audienceWords = (to: string, regions: Regions): string =>
  roleWords[to as Role] ?? regions.levels.find(({ id }) => id === to)?.title ?? to

/**
 * One move of an alert; it fired with its first value, also where it was written down later, with the value of then.
 */
const ofMove = (alert: Alert, regions: Regions, { at, kind, band, value, words }: AlertMoment): Link[] => {
  const what = MOVES[kind]
  if (what === undefined) return []
  if (BY_PEOPLE.includes(kind)) return [{ at, what, who: words || '—', words: '' }]
  const level = ['fired', 'raised', 'lowered'].includes(kind)
    ? `${bandWords(band, alert.info.scale)}，${watchedClause(alert, kind === 'fired' ? (alert.info.firstValue ?? value) : value)}`
    : words
        .split('、')
        .map((one) => audienceWords(one, regions))
        .join('、')
  return [{ at, what, who: '系统', words: level }]
}

const ofEntry = ({ action, by, words, to, evidence, automatic }: CaseEntry, at: number): Link => ({
  at,
  what: action.title,
  who: automatic ? '系统' : named(by),
  words: [to === null ? '' : `至${to.title}`, words, evidence.length > 0 ? `照片${evidence.length}张` : '']
    .filter(Boolean)
    .join('；'),
})

const shortTime = (zone: Zone, at: number): string => zone.format(at).slice(5, 16).replace('T', ' ')

/** Alert and case as one story, from first to last. */
export const chainOf = (
  subject: Subject,
  { zone, regions }: { zone: Zone; regions: Regions },
  caption: string,
): TableBlock => {
  const { alert, case: one } = subject
  const links = [
    ...(alert?.moments ?? []).flatMap((move) => ofMove(alert!, regions, move)),
    ...(one?.entries ?? []).map((entry) => ofEntry(entry, parseLocal(zone, entry.at)!)),
    // The entries of a case are told to the second; within one the alert comes first, which set it off.
  ].sort((a, b) => Math.floor(a.at / 1000) - Math.floor(b.at / 1000))
  return {
    kind: 'table',
    caption,
    columns: [
      { name: '时间', numeric: false, share: 1.1 },
      { name: '环节', numeric: false, share: 1.2 },
      { name: '办理人', numeric: false, share: 1.5 },
      { name: '内容', numeric: false, share: 3 },
    ],
    rows: links.map(({ at, what, who, words }) => [shortTime(zone, at), what, who, words]),
  }
}

const WHY: Record<Telling['why'], string> = { fired: '触发', raised: '升级', climbed: '逐级通知', resolved: '解除' }
const brief = (moment: string | null): string => (moment === null ? '—' : moment.slice(5, 16).replace('T', ' '))

/** Who was told, and when each read it and acted on it. */
export const tellingsOf = ({ alert }: Subject, regions: Regions, caption: string): TableBlock => ({
  kind: 'table',
  caption,
  columns: [
    { name: '通知对象', numeric: false, share: 1.6 },
    { name: '事由', numeric: false, share: 1 },
    { name: '通知', numeric: false, share: 1.2 },
    { name: '阅看', numeric: false, share: 1.2 },
    { name: '处置', numeric: false, share: 1.2 },
  ],
  rows: (alert?.info.told ?? []).map(({ to, person, why, at, read, acted }) => [
    person?.name ?? audienceWords(to, regions),
    WHY[why],
    brief(at),
    brief(read),
    brief(acted),
  ]),
})

const STEPS: Record<CaseLoopStep['state'], string> = {
  done: '已完成',
  running: '进行中',
  ahead: '未开始',
  missing: '缺失',
  unneeded: '不需要',
}

/** The eight steps of the loop as this case went through them. */
export const loopOf = ({ case: one }: Subject, caption: string): TableBlock => ({
  kind: 'table',
  caption,
  columns: [
    { name: '环节', numeric: false, share: 1 },
    { name: '状态', numeric: false, share: 1 },
    { name: '责任人', numeric: false, share: 1.6 },
    { name: '完成时间', numeric: false, share: 1.4 },
  ],
  rows: (one?.loop ?? []).map(({ step, state, who, at }) => [step.title, STEPS[state], who ?? '—', brief(at)]),
})
