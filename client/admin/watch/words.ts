import type { DatasetInfo, RuleInfo, RuleReplay, Silence } from '../../../server/contract/index.ts'
import { formatSpan } from '../../lib/age.ts'
import { formatMoment } from '../../lib/moment.ts'

/** How a planned silence stands. */
export const silenceWords: Record<Silence['state'], { words: string; tone: string }> = {
  active: { words: '静默中', tone: 'tone-orange' },
  planned: { words: '未开始', tone: 'tone-plain' },
  ended: { words: '已结束', tone: 'muted' },
}

/** What the rows of a dataset are. */
export const kindWords: Record<DatasetInfo['kind'], string> = {
  record: '业务记录',
  reading: '监测读数',
  snapshot: '定期快照',
}

const CLASSES: Record<DatasetInfo['class'], string> = { public: '公开', internal: '内部', personal: '个人' }

/** How sensitive the rows of a dataset are, and what follows from it for small numbers. */
export const classWords = ({ class: sensitivity, smallCount }: Pick<DatasetInfo, 'class' | 'smallCount'>): string => {
  if (sensitivity !== 'personal') return CLASSES[sensitivity]
  return smallCount === null ? '个人，小数隐去' : smallCount > 1 ? `个人，少于 ${smallCount} 隐去` : '个人，小数照示'
}

const YEAR_SECONDS = 365 * 86_400

/** How often a dataset is to be delivered: what may rest for years, like a register, comes when something changes. */
export const paceWords = (freshnessSeconds: number): string =>
  freshnessSeconds > 2 * YEAR_SECONDS ? '有变动时' : formatSpan(freshnessSeconds)

/** How long a silence may last, as offered. */
export const SPANS: readonly { hours: number; title: string }[] = [
  { hours: 1, title: '1 小时' },
  { hours: 4, title: '4 小时' },
  { hours: 24, title: '1 天' },
  { hours: 72, title: '3 天' },
  { hours: 168, title: '7 天' },
]

/**
 * From when to when a silence lasts: from a date and time on the city's clock, `2026-11-28T08:00`, or from now on where
 * that is empty. The server reads times without an offset as the city's.
 */
export const silenceSpan = (now: number, begin: string, hours: number): { from?: string; until: string } => {
  if (begin === '') return { until: new Date(now + hours * 3_600_000).toISOString() }
  const wall = Date.parse(`${begin}:00Z`)
  const text = (at: number): string => new Date(at).toISOString().slice(0, 19)
  return { from: text(wall), until: text(wall + hours * 3_600_000) }
}

/**
 * What a rule says, without the ids and the place of its definition, which stand beside its name; a limit stays on one
 * line with its sign.
 */
export const ruleLines = (words: readonly string[]): string[] =>
  words
    .filter((line) => !line.startsWith('定义：'))
    .map((line) =>
      line
        .replace(/([”’]) `[^`]+` ?/g, '$1')
        .replaceAll('`', '')
        .replace(/([≥≤<>]) (?=-?\d)/g, '$1\u00A0'),
    )

/**
 * Which version of a rule is in force, and since when: a rule taken back to what it was keeps that version's number.
 */
export const versionWords = (
  { version, versions }: Pick<RuleInfo, 'version' | 'versions'>,
  timeZone: string,
): string => {
  const at = versions.findIndex((one) => one.version === version)
  return at < 0
    ? `共 ${versions.length} 版`
    : `第 ${versions.length - at} 版，共 ${versions.length} 版，${formatMoment(versions[at]!.since, timeZone)} 起`
}

/** How far back a rule is replayed, as offered. */
export const REPLAY_SPANS: readonly { days: number; title: string }[] = [
  { days: 30, title: '近 30 天' },
  { days: 90, title: '近 90 天' },
  { days: 180, title: '近半年' },
]

/** A share as the server gave it; a dash where nothing was shared out. */
export const percentWords = (percent: number | null): string => (percent === null ? '—' : `${percent.toFixed(1)}%`)

/** What a replay has looked at: numbers stretch by stretch, silences arrival by arrival. */
export const judgedWords = ({ buckets, places }: Pick<RuleReplay, 'buckets' | 'places'>): string =>
  buckets === null
    ? `按数据每一次到达的时间，判断了 ${places} 个区域各停报过多久。`
    : `判断了 ${buckets} 个时段、${places} 个区域。`

/** How a rule stands: as its file says, or against it by hand. */
export const ruleState = ({
  enabled,
  switched,
}: Pick<RuleInfo, 'enabled' | 'switched'>): { words: string; tone: string } => {
  if (enabled) return { words: switched ? '已启用（文件里未启用）' : '启用', tone: '' }
  return switched ? { words: '◆ 已停用', tone: 'tone-orange' } : { words: '未启用', tone: 'muted' }
}

/** What happens at once when a rule is switched the other way. */
export const switchEffect = ({ enabled, open }: Pick<RuleInfo, 'enabled' | 'open'>): string =>
  enabled
    ? `停用后这条规则不再判断，全域都不再报警；${open > 0 ? `${open} 条未解除的预警随即以此原因结束，` : ''}已经转办的事件照常办理。`
    : '启用后立即按现在的数据判断，够条件的马上报警、通知，并按规则立案。'
