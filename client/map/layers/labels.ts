import type { Band, IndicatorInfo, MapPanel, PlaceAlerts, RegionCode } from '../../../server/contract/index.ts'
import { bandLook, shownBand, type BandLook } from '../../lib/band.ts'
import { formatValue } from '../../lib/number.ts'
import type { Outline } from '../ground/outlines.ts'
import type { Point } from '../ground/camera.ts'

/** One place in words. */
export interface Label {
  code: RegionCode
  name: string
  /** The number as it is drawn: digits with their 万 or 亿, the unit being in the legend. */
  written: string
  text: string
  unit: string
  band: Band | null
  word: string
  shape: BandLook['shape']
  stale: boolean
  /** Open alerts in the place: how many, and the gravest. */
  alerts: PlaceAlerts | null
  anchor: Point
}

/** A label where it is drawn: middle of its box in design pixels; `short` leaves the number out. */
export interface Placed extends Label {
  x: number
  y: number
  short: boolean
}

const NAME = 16
const NUMBER = 18
const LINE = 20
/** Free room around a line. A name close beside another place's number would be read as having it. */
const GAP = { across: 10, down: 2 }
/** Width of the sign of alerts beside a name. */
const SIGN = 34
const RANK: Record<Band, number> = { red: 5, orange: 4, yellow: 3, blue: 2, green: 1 }

/** What the formatter put before the unit: 万, 亿 or nothing. */
const magnitudeOf = (shown: string, own: string): string => (shown !== own && /^[万亿]/.test(shown) ? shown[0]! : '')

/**
 * What to write on each place that has an outline; the worst first, then where an alert is open, then the largest
 * value.
 */
export const labelLayer = (
  labels: MapPanel['labels'],
  outlines: ReadonlyMap<RegionCode, Outline>,
  info: IndicatorInfo,
  alerts: Readonly<Record<RegionCode, PlaceAlerts>> = {},
): Label[] =>
  Object.entries(labels)
    .flatMap(([code, label]) => {
      const outline = outlines.get(code)
      if (!outline) return []
      const band = shownBand(label)
      const { text, unit } = formatValue(label.value, info)
      const look = band ? bandLook(band, info.scale) : null
      const open = alerts[code]
      return [
        {
          rank: band ? RANK[band] : 0,
          open: open ? RANK[open.band] : 0,
          value: label.value ?? -Infinity,
          label: {
            code,
            name: label.name,
            written: text + magnitudeOf(unit, info.unit),
            text,
            unit,
            band,
            word: look?.word ?? '',
            shape: look?.shape ?? ('none' as const),
            stale: label.stale,
            alerts: open ?? null,
            anchor: outline.anchor,
          },
        },
      ]
    })
    .toSorted((a, b) => b.rank - a.rank || b.open - a.open || b.value - a.value)
    .map(({ label }) => label)

/** Width of a line of text in design pixels: Chinese characters are as wide as high, others about half. */
const textWidth = (text: string, size: number): number =>
  [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e7f ? size : size * 0.56), 0)

/** A rectangle by its middle, in design pixels. */
interface Area {
  x: number
  y: number
  width: number
  height: number
}

const apart = (a: Area, b: Area): boolean =>
  Math.abs(a.x - b.x) * 2 >= a.width + b.width + 2 * GAP.across
  || Math.abs(a.y - b.y) * 2 >= a.height + b.height + 2 * GAP.down

/** Widths of a label's lines: its name with the sign of alerts, and its number unless it is left out. */
const linesOf = (label: Label, short: boolean): number[] => {
  const name = textWidth(label.name, NAME) + (label.alerts ? SIGN : 0)
  return short ? [name] : [name, textWidth(label.written, NUMBER) + (label.shape === 'none' ? 0 : NAME)]
}

/**
 * Shifts tried, in widths and heights of the label: where it belongs first, then the nearest; an equal way up or down
 * before one aside.
 */
const SHIFTS: readonly Point[] = [0, -0.12, 0.12, -0.24, 0.24]
  .flatMap((aside) => [0, -0.15, 0.15, -0.3, 0.3, -0.45, 0.45, -0.6, 0.6].map((below): Point => [aside, below]))
  .sort(([a, b], [c, d]) => Math.hypot(a * 2, b) - Math.hypot(c * 2, d))

/**
 * Labels that do not touch each other and stay inside the view; earlier ones win. One that finds no room
 * loses its number, and after that is left out: pointing at the place still tells it.
 */
export const placeLabels = (
  labels: Label[],
  project: (anchor: Point) => Point,
  { width, height, taken: before = [] }: { width: number; height: number; taken?: Area[] },
): Placed[] => {
  const taken = [...before]
  return labels.flatMap((label) => {
    const [left, top] = project(label.anchor)
    for (const short of [false, true]) {
      const lines = linesOf(label, short)
      const size = { width: Math.max(...lines), height: lines.length * LINE }
      for (const [aside, below] of SHIFTS) {
        const [x, y] = [left + aside * size.width, top + below * size.height]
        const within =
          x - size.width / 2 >= 0
          && x + size.width / 2 <= width
          && y - size.height / 2 >= 0
          && y + size.height / 2 <= height
        // Line by line: beside the short number of one label there is room for the name of another.
        const areas = lines.map((wide, line): Area => ({
          x,
          y: y + (line - (lines.length - 1) / 2) * LINE,
          width: wide,
          height: LINE,
        }))
        if (!within || !taken.every((other) => areas.every((area) => apart(area, other)))) continue
        taken.push(...areas)
        return [{ ...label, x, y, short }]
      }
    }
    return []
  })
}
