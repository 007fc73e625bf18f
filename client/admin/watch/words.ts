import type { DatasetInfo, Silence } from '../../../server/contract/index.ts'

const BROWSERS: [RegExp, string][] = [[/Edg\//, 'Edge'], [/Firefox\//, 'Firefox'], [/MicroMessenger/, '微信'], [/DingTalk/i, '钉钉'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari']]
const SYSTEMS: [RegExp, string][] = [[/HarmonyOS|OpenHarmony/, '鸿蒙'], [/Android/, 'Android'], [/iPhone|iPad/, 'iOS'], [/Windows/, 'Windows'], [/Mac OS X/, 'macOS'], [/Linux|X11/, 'Linux']]
const first = (words: [RegExp, string][], agent: string): string | undefined => words.find(([pattern]) => pattern.test(agent))?.[1]

/** What somebody signed in with, as far as it says so. */
export const deviceWords = (agent: string): string => [first(SYSTEMS, agent), first(BROWSERS, agent)].filter(Boolean).join(' ') || '未知设备'

/** How a planned silence stands. */
export const silenceWords: Record<Silence['state'], { words: string; tone: string }> = {
  active: { words: '静默中', tone: 'tone-orange' }, planned: { words: '未开始', tone: 'tone-blue' }, ended: { words: '已结束', tone: 'muted' },
}

/** What the rows of a dataset are. */
export const kindWords: Record<DatasetInfo['kind'], string> = { record: '业务记录', reading: '监测读数', snapshot: '定期快照' }

/** How long a silence may last, as offered. */
export const SPANS: readonly { hours: number; title: string }[] = [{ hours: 1, title: '1 小时' }, { hours: 4, title: '4 小时' }, { hours: 24, title: '1 天' }, { hours: 72, title: '3 天' }, { hours: 168, title: '7 天' }]

/** The moment so many hours from now. */
export const untilAfter = (now: number, hours: number): string => new Date(now + hours * 3_600_000).toISOString()
