import type { UsageActs, UsageAnswer, UsageRating } from '../../server/contract/index.ts'
import { formatMoment } from '../lib/moment.ts'
import { formatPercent, NOTHING } from '../../server/contract/index.ts'

const HOUR = 60

/** `35 分钟`, `2 小时 5 分`, `—`. */
export const minutesWords = (minutes: number | null): string => {
  if (minutes === null) return NOTHING
  const rest = minutes % HOUR
  return minutes < HOUR ? `${minutes} 分钟` : `${Math.floor(minutes / HOUR)} 小时${rest === 0 ? '' : ` ${rest} 分`}`
}

export const actsWords = (acts: UsageActs | null): string =>
  acts === null || acts.rate === null ? NOTHING : `${formatPercent(acts.rate)}（${acts.acted}/${acts.alerts}）`

/** What stands where there are too few people to be told of. */
export const fewWords = (fewest: number): string => `不足 ${fewest} 人`

/** `83.3%（5/6）`: who called it good, of all who said something. */
export const ratingWords = (rating: UsageRating | null, fewest: number): string =>
  rating === null ? fewWords(fewest) : `${formatPercent(rating.share)}（${rating.good}/${rating.ratings}）`

/** When something was opened last, or since when nobody has. */
export const lastWords = (lastOpened: string | null, since: string | null, timeZone: string): string =>
  lastOpened !== null ? formatMoment(lastOpened, timeZone) : since === null ? '尚未打开过' : `自 ${since} 起未打开过`

interface IdleLine {
  key: string
  screen: string
  title: string
  kind: string
  lastOpened: string | null
}

/** Screens nobody opens, and of the others the indicators nobody opens there: one of an idle screen is idle with it. */
export const idleLines = ({ screens }: Pick<UsageAnswer, 'screens'>): { screens: IdleLine[]; panels: IdleLine[] } => ({
  screens: screens
    .filter(({ idle }) => idle === true)
    .map(({ id, title, lastOpened }) => ({ key: id, screen: id, title, kind: '驾驶舱', lastOpened })),
  panels: screens
    .filter(({ idle }) => idle !== true)
    .flatMap((screen) =>
      screen.panels
        .filter(({ idle }) => idle === true)
        .map(({ indicator, title, lastOpened }) => ({
          key: `${screen.id} ${indicator}`,
          screen: screen.id,
          title: `${screen.title} · ${title}`,
          kind: '指标',
          lastOpened,
        })),
    ),
})

/** Which screens' alerts are acted on, and which are looked at without anybody acting. */
interface Driven {
  /** Most alerts acted on first, of as many the higher share. */
  acting: { id: string; title: string; words: string }[]
  /** Alerts that nobody acted on in time, on screens that are opened; most opened first. */
  silent: { id: string; title: string; words: string }[]
}

const MOST_DRIVEN = 3

/** Whether the reader is told of any screen what its alerts led to. */
export const tellsActs = ({ screens }: Pick<UsageAnswer, 'screens'>): boolean =>
  screens.some(({ acts }) => acts !== null)

/** The screens that drive action, and those that do not, a few of each. */
export const drivenBy = ({ screens, windowHours }: Pick<UsageAnswer, 'screens' | 'windowHours'>): Driven => {
  const judged = screens.flatMap(({ acts, ...screen }) =>
    acts !== null && acts.alerts > 0 ? [{ ...screen, acts }] : [],
  )
  return {
    acting: judged
      .filter(({ acts }) => acts.acted > 0)
      .toSorted((a, b) => b.acts.acted - a.acts.acted || (b.acts.rate ?? 0) - (a.acts.rate ?? 0))
      .slice(0, MOST_DRIVEN)
      .map(({ id, title, acts }) => ({
        id,
        title,
        words: `${acts.alerts} 条预警中 ${acts.acted} 条及时处置${acts.cases > 0 ? `，转事件 ${acts.cases} 件` : ''}`,
      })),
    silent: judged
      .filter(({ acts }) => acts.acted === 0)
      .toSorted((a, b) => b.openings - a.openings)
      .slice(0, MOST_DRIVEN)
      .map(({ id, title, acts }) => ({ id, title, words: `${acts.alerts} 条预警 ${windowHours} 小时内无人处置` })),
  }
}
