import { randomUUID } from 'node:crypto'
import { BANDS } from '../../contract/index.ts'
import type { Notice } from '../group/due-notices.ts'
import { briefOf, type ShowDeps } from '../show/show-alert.ts'
import type { Message } from './types.ts'

const WHY = { fired: '预警', raised: '预警升级', climbed: '预警无人查看', resolved: '预警解除' } as const
const COLOURS = { red: '红色', orange: '橙色', yellow: '黄色', blue: '蓝色' } as const
const MOST_NAMED = 8

/** The worst severity of a notice. */
export const bandOfNotice = ({ episodes }: Notice): string =>
  BANDS.find((band) => episodes.some((one) => one.band === band)) ?? 'blue'

/** A notice in the words of a message: what, where, how many, what to do. */
export const messageOf = (notice: Notice, now: number, deps: ShowDeps): Message => {
  const { rule, why, episodes, region } = notice
  const place = deps.regions.get(region)?.name ?? region
  const colour = COLOURS[bandOfNotice(notice) as keyof typeof COLOURS]
  const names = episodes.map((one) => deps.regions.get(one.region)?.name ?? one.region)
  const indicator = rule.subject.kind === 'indicator' ? deps.catalog.indicators.get(rule.subject.indicator) : undefined
  const value =
    episodes.length === 1 && indicator && !deps.aboutPeople(indicator.id) && episodes[0]!.value !== null
      ? `，${indicator.title} ${episodes[0]!.value.toFixed(indicator.decimals)}${indicator.unit}`
      : ''
  const many =
    episodes.length > 1
      ? `，共 ${episodes.length} 处：${names.slice(0, MOST_NAMED).join('、')}${names.length > MOST_NAMED ? ' 等' : ''}`
      : ''
  const ended = why === 'resolved' ? (episodes[0]?.endWords ?? '') : ''
  return {
    id: randomUUID(),
    why,
    rule: rule.id,
    place,
    at: deps.clock.zone.format(now),
    alerts: episodes.map((one) => briefOf(one, deps, null)),
    title: `【${colour}${ended ? '预警结束' : WHY[why]}】${place} ${rule.title}`,
    text: `${place}${rule.title}${value}${many}。${why === 'resolved' || rule.advice === null ? '' : rule.advice}${ended && `${ended}，不再监视，不表示情况好转。`}`,
  }
}
