import {
  DECISION_WORDS,
  decisionSums,
  decisionTotal,
  type AlertBrief,
  type BrokenPanel,
  type DecisionsPanel,
  type FeedsPanel,
  type TasksPanel,
} from '../../contract/index.ts'
import { cellWords, indicatorOf, type Look } from './look.ts'
import { BANDS, MARKS, MUTED, rule, TONES, write, type Room } from './svg.ts'

const SIZE = 15
const moment = (text: string): string => text.slice(5, 16).replace('T', ' ')

/** Alerts, worst first; those there is no room for are counted. */
export const drawAlerts = (rows: readonly AlertBrief[], total: number, { width, height }: Room): string => {
  if (rows.length === 0)
    return write('没有需要处置的预警', width / 2, height / 2, { size: SIZE, fill: MUTED, anchor: 'middle' })
  const tall = 30
  const shown = rows.slice(0, Math.max(1, Math.floor((height - 22) / tall)))
  const left = Math.max(total, rows.length) - shown.length
  return (
    shown
      .map(({ band, title, regionName, since }, at) => {
        const y = at * tall
        return (
          (at > 0 ? rule(0, y, width) : '')
          + write(MARKS[band], 0, y + 20, { size: SIZE, fill: BANDS[band] })
          + write(`${regionName} ${title}`, 20, y + 20, { size: SIZE, room: width - 130 })
          + write(`${moment(since)} 起`, width, y + 20, { size: 13, fill: MUTED, anchor: 'end' })
        )
      })
      .join('')
    + (left > 0
      ? write(`另有 ${left} 条`, width, shown.length * tall + 16, { size: 13, fill: MUTED, anchor: 'end' })
      : '')
  )
}

/**
 * What has to be decided now: how much, the numbers beside it, and as many as there is room for, the most pressing
 * first.
 */
export const drawDecisions = (panel: DecisionsPanel, look: Look, { width, height }: Room): string => {
  const { rows, figures } = panel
  const tall = 26
  const shown = rows.slice(0, Math.max(0, Math.floor((height - tall) / tall)))
  const beside = figures
    .map(({ indicator, cell }) => {
      const { text, unit, mark } = cellWords(look, indicator, cell)
      return `${indicatorOf(look, indicator).title} ${mark}${text} ${unit}`.trim()
    })
    .join(' · ')
  return (
    write(decisionSums(panel), 0, 18, { size: SIZE, strong: decisionTotal(panel) > 0, room: width * 0.62 })
    + write(beside, width, 18, { size: 13, fill: MUTED, anchor: 'end', room: width * 0.36 })
    + shown
      .map(({ alert: { band, title, regionName, since }, reason }, at) => {
        const y = (at + 1) * tall
        return (
          rule(0, y, width)
          + write(MARKS[band], 0, y + 18, { size: SIZE, fill: BANDS[band] })
          + write(`${regionName} ${title}`, 20, y + 18, { size: SIZE, room: width - 260 })
          + write(`${DECISION_WORDS[reason]} · ${moment(since)} 起`, width, y + 18, {
            size: 13,
            fill: MUTED,
            anchor: 'end',
            room: 236,
          })
        )
      })
      .join('')
  )
}

/** What departments deliver, and when last. */
export const drawFeeds = ({ rows }: FeedsPanel, { width, height }: Room): string => {
  const tall = 26
  return rows
    .slice(0, Math.floor(height / tall))
    .map(
      ({ title, lastArrival, stale }, at) =>
        write(title, 0, at * tall + 18, { size: SIZE, room: width * 0.62 })
        + write(`${stale ? '逾期 ' : ''}${lastArrival ? moment(lastArrival) : '未报送'}`, width, at * tall + 18, {
          size: 13,
          fill: stale ? TONES.bad : MUTED,
          anchor: 'end',
        }),
    )
    .join('')
}

/** What was ordered, overdue first. */
export const drawTasks = ({ rows, total }: TasksPanel, { width, height }: Room): string => {
  const tall = 30
  const shown = rows.slice(0, Math.max(1, Math.floor((height - 22) / tall)))
  return (
    shown
      .map(({ title, owner, state, clock }, at) => {
        const y = at * tall
        return (
          (at > 0 ? rule(0, y, width) : '')
          + write(`${clock.state === 'overdue' ? '▲ ' : ''}${title}`, 0, y + 20, { size: SIZE, room: width * 0.52 })
          + write(owner ?? '未交办', width * 0.54, y + 20, { size: 13, fill: MUTED, room: width * 0.18 })
          + write(`${state} ${clock.words}`, width, y + 20, {
            size: 13,
            fill: clock.state === 'overdue' ? TONES.bad : MUTED,
            anchor: 'end',
            room: width * 0.26,
          })
        )
      })
      .join('')
    + (total > shown.length
      ? write(`另有 ${total - shown.length} 项`, width, shown.length * tall + 16, {
          size: 13,
          fill: MUTED,
          anchor: 'end',
        })
      : '')
  )
}

export const drawBroken = ({ message }: BrokenPanel, { width, height }: Room): string =>
  write(message, width / 2, height / 2, { size: SIZE, fill: MUTED, anchor: 'middle', room: width })
