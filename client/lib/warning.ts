import type { Band, BandScale, Grain, Warning } from '../../server/contract/index.ts'
import { pressable, type Lookup, type Pressable } from './ask.ts'
import { bandLook } from './band.ts'
import { shownChange } from './change.ts'

/** A warning in words: what, where, how long, which way it goes, whose data. */
export interface ShownWarning {
  key: string
  band: Band
  scale: BandScale
  word: string
  region: string
  regionName: string
  title: string
  number: Pressable
  lasting: string
  /** `比昨日同时段多 9，正在变差`; empty when nothing can be compared. */
  course: string
  /** The same in the fewest words: `▲ 9 变差`. */
  brief: string
  tone: 'good' | 'bad' | 'even'
  owner: string
}

const COUNTED: Record<Grain, string> = { hour: '小时', day: '天', week: '周', dekad: '旬', month: '个月', quarter: '个季度', year: '年' }
/** How far back the server looks; at the end of it "more than" is all that can be said. */
const LOOKED_BACK = 30
const BRIEF = { good: '好转', bad: '变差', even: '' }
const COURSE = { good: '正在好转', bad: '正在变差', even: '' }

const lastingWords = (buckets: number, grain: Grain): string => {
  if (buckets <= 1) return grain === 'hour' ? '本小时出现' : grain === 'day' ? '今日出现' : '本期出现'
  return `已连续 ${buckets} ${COUNTED[grain]}${buckets >= LOOKED_BACK ? '以上' : ''}`
}

/** Puts a warning into words. */
export const shownWarning = (warning: Warning, lookup: Lookup): ShownWarning => {
  const info = lookup(warning.indicator)
  const change = shownChange(warning.change, warning.grain, info)
  const moved = change?.arrow ? `${change.basis}${change.arrow === 'up' ? '升' : '降'} ${change.text}` : change ? `${change.basis}持平` : ''
  return {
    key: `${warning.indicator}/${warning.region}`,
    band: warning.band, scale: info.scale, word: bandLook(warning.band, info.scale).word,
    region: warning.region, regionName: warning.regionName, title: info.title,
    number: pressable(info, { region: warning.region, regionName: warning.regionName, grain: warning.grain, bucket: null }, warning.value),
    lasting: lastingWords(warning.bucketsInBand, warning.grain),
    course: [moved, change ? COURSE[change.tone] : ''].filter(Boolean).join('，'),
    brief: change?.arrow ? [`${change.arrow === 'up' ? '▲' : '▼'} ${change.text}`, BRIEF[change.tone]].filter(Boolean).join(' ') : change ? '持平' : '',
    tone: change?.tone ?? 'even',
    owner: info.owner ?? '',
  }
}
