import type { HeadlinePanel, RankingPanel, SplitPanel, TablePanel, TargetsPanel } from '../../contract/index.ts'
import { cellWords, changeWords, indicatorOf, numberWords, whenWords, type Look } from './look.ts'
import { ACCENT, box, LINE, MUTED, rule, TONES, widthOf, write, type Room } from './svg.ts'

const SMALL = 13
const NORMAL = 15

const spark = (values: readonly (number | null)[], x: number, y: number, { width, height }: Room): string => {
  const known = values.filter((value) => value !== null)
  if (known.length < 2) return ''
  const [least, most] = [Math.min(...known), Math.max(...known)]
  const points = values.flatMap((value, at) =>
    value === null
      ? []
      : [
          `${(x + (at / (values.length - 1)) * width).toFixed(1)},${(y + height - ((value - least) / (most - least || 1)) * height).toFixed(1)}`,
        ],
  )
  return `<polyline points="${points.join(' ')}" fill="none" stroke="${ACCENT}" stroke-width="1.6"/>`
}

/** Key numbers, each with its change and course. */
export const drawHeadline = ({ items }: HeadlinePanel, look: Look, { width, height }: Room): string => {
  const columns = height / items.length < 62 ? 2 : 1
  const [wide, tall] = [width / columns, height / Math.ceil(items.length / columns)]
  return items
    .map(({ indicator, cell, grain, change, spark: course }, at) => {
      const [x, y] = [(at % columns) * wide, Math.floor(at / columns) * tall]
      const { text, unit, mark, fill } = cellWords(look, indicator, cell)
      const size = Math.min(30, tall * 0.42)
      const moved = change && !cell.stale ? changeWords(look, indicator, change) : ''
      return [
        at >= columns ? rule(x, y, wide - 12) : '',
        write(indicatorOf(look, indicator).title, x, y + tall * 0.3, { size: NORMAL, room: wide * 0.62 }),
        write(`${cell.stale ? '数据过期 · ' : ''}${whenWords(cell.bucket, grain)}`, x + wide - 12, y + tall * 0.3, {
          size: SMALL,
          fill: MUTED,
          anchor: 'end',
          room: wide * 0.36,
        }),
        write(`${mark}${text}`, x, y + tall * 0.3 + size * 1.15, { size, fill, strong: true }),
        write(unit, x + widthOf(`${mark}${text}`, size) + 6, y + tall * 0.3 + size * 1.15, {
          size: SMALL,
          fill: MUTED,
        }),
        spark(course, x + wide * 0.46, y + tall * 0.42, { width: wide * 0.2, height: tall * 0.36 }),
        write(moved, x + wide - 12, y + tall * 0.3 + size * 1.1, {
          size: SMALL,
          fill: change ? TONES[change.tone] : MUTED,
          anchor: 'end',
          room: wide * 0.3,
        }),
      ].join('')
    })
    .join('')
}

/** Lines closer than this run into each other. */
const LEAST_TALL = 20

/** Places in their order, each with a bar; those there is no room for are counted. */
export const drawRanking = ({ rows, indicator }: RankingPanel, look: Look, { width, height }: Room): string => {
  const fits = rows.length * LEAST_TALL <= height
  const shown = fits ? rows : rows.slice(0, Math.max(1, Math.floor(height / LEAST_TALL) - 1))
  const tall = fits ? Math.min(38, height / Math.max(1, rows.length)) : LEAST_TALL
  const start = Math.min(width * 0.44, 210)
  const long = width - start - Math.min(width * 0.22, 130)
  const left = rows.length - shown.length
  const lines = shown
    .map(({ rank, name, share, figure }, at) => {
      const { text, unit, mark, fill } = cellWords(look, indicator, figure.cell)
      const y = at * tall
      return [
        write(String(rank), 22, y + tall * 0.62, { size: SMALL, fill: MUTED, anchor: 'end' }),
        write(name, 32, y + tall * 0.62, { size: NORMAL, room: start - 40 }),
        box(start, y + tall * 0.32, { width: long, height: tall * 0.34 }, `fill="${LINE}" rx="2"`),
        box(
          start,
          y + tall * 0.32,
          { width: long * share, height: tall * 0.34 },
          `fill="${fill === '#14233a' ? ACCENT : fill}" rx="2"`,
        ),
        write(`${mark}${text} ${unit}`, width, y + tall * 0.62, {
          size: NORMAL,
          fill,
          anchor: 'end',
          room: width * 0.21,
        }),
      ].join('')
    })
    .join('')
  return left === 0
    ? lines
    : `${lines}${write(`另有 ${left} 处未画出`, 32, shown.length * tall + 15, { size: SMALL, fill: MUTED })}`
}

/** Categories, largest first, each with a bar and its change; as many as there is room for. */
export const drawSplit = ({ rows, indicator }: SplitPanel, look: Look, { width, height }: Room): string => {
  const shown = rows.slice(0, Math.max(1, Math.floor(height / 22)))
  const tall = Math.min(38, height / Math.max(1, shown.length))
  const start = Math.min(width * 0.34, 170)
  const long = width - start - Math.min(width * 0.38, 190)
  return shown
    .map(({ member, value, share, change }, at) => {
      const y = at * tall
      const text = value === null ? '不显示' : numberWords(look, indicator, value).text
      return [
        write(member || '未分类', 0, y + tall * 0.62, { size: NORMAL, room: start - 8 }),
        box(start, y + tall * 0.32, { width: long, height: tall * 0.34 }, `fill="${LINE}" rx="2"`),
        box(start, y + tall * 0.32, { width: long * share, height: tall * 0.34 }, `fill="${ACCENT}" rx="2"`),
        write(text, start + long + 70, y + tall * 0.62, { size: NORMAL, anchor: 'end', room: 64 }),
        change
          ? write(changeWords(look, indicator, change), width, y + tall * 0.62, {
              size: SMALL,
              fill: TONES[change.tone],
              anchor: 'end',
              room: width - start - long - 76,
            })
          : '',
      ].join('')
    })
    .join('')
}

/** Places by indicators; rows there is no room for are counted. */
export const drawTable = ({ columns, rows }: TablePanel, look: Look, { width, height }: Room): string => {
  const [head, tall] = [28, 24]
  const first = Math.min(130, width * 0.28)
  const wide = (width - first) / Math.max(1, columns.length)
  const shown = rows.slice(0, Math.max(1, Math.floor((height - head - tall) / tall)))
  const heads = columns.map(({ indicator }, at) =>
    write(indicatorOf(look, indicator).title, first + (at + 1) * wide, 16, {
      size: SMALL,
      fill: MUTED,
      anchor: 'end',
      room: wide - 8,
    }),
  )
  const lines = shown.map(({ name, cells }, at) => {
    const y = head + at * tall
    return (
      rule(0, y, width)
      + write(name, 0, y + 17, { size: SMALL, room: first - 6 })
      + cells
        .map((cell, column) => {
          const { text, unit, mark, fill } = cellWords(look, columns[column]!.indicator, cell)
          return write(
            `${mark}${text}${unit.startsWith('万') || unit.startsWith('亿') ? unit[0] : ''}`,
            first + (column + 1) * wide,
            y + 17,
            { size: SMALL, fill, anchor: 'end', room: wide - 8 },
          )
        })
        .join('')
    )
  })
  const left = rows.length - shown.length
  return [
    ...heads,
    ...lines,
    left > 0 ? write(`另有 ${left} 处未画出`, 0, head + shown.length * tall + 17, { size: SMALL, fill: MUTED }) : '',
  ].join('')
}

/** Targets, how far each is, and what is missing. */
export const drawTargets = ({ rows }: TargetsPanel, look: Look, { width, height }: Room): string => {
  const tall = Math.min(52, height / Math.max(1, rows.length))
  return rows
    .map(({ figure, target, progress, met }, at) => {
      const y = at * tall
      const now = cellWords(look, figure.indicator, figure.cell)
      const aim = numberWords(look, figure.indicator, target)
      return [
        write(indicatorOf(look, figure.indicator).title, 0, y + tall * 0.42, { size: NORMAL, room: width * 0.5 }),
        write(`${now.mark}${now.text} / 目标 ${aim.text} ${aim.unit}`, width, y + tall * 0.42, {
          size: SMALL,
          fill: met ? TONES.good : TONES.bad,
          anchor: 'end',
          room: width * 0.48,
        }),
        box(0, y + tall * 0.58, { width, height: tall * 0.16 }, `fill="${LINE}" rx="2"`),
        box(
          0,
          y + tall * 0.58,
          { width: width * Math.max(0, Math.min(1, progress)), height: tall * 0.16 },
          `fill="${met ? TONES.good : TONES.bad}" rx="2"`,
        ),
      ].join('')
    })
    .join('')
}
