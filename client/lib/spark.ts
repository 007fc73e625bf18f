/**
 * A small line in a box of `width` × `height`: one path per unbroken run, the step into a period still running, and the
 * last known point.
 */
interface Spark {
  path: string
  open: string
  end: { x: number; y: number } | null
}

/** The box to draw in, how much of it stays free on all sides, and whether the last value's period still runs. */
interface SparkBox {
  width: number
  height: number
  inset?: number
  running?: boolean
}

const FEWEST = 3

/**
 * Draws values oldest first, from the first known one on; a gap stays a gap. Of fewer than three there is no course to
 * draw. The box keeps `inset` free on all sides so that the stroke and the end point are never cut. When the last
 * value's period is still `running`, the step into it is a line of its own: half a day drawn like whole days would look
 * like a fall.
 */
export const sparkOf = (all: (number | null)[], { width, height, inset = 3, running = false }: SparkBox): Spark => {
  const values = all.slice(
    Math.max(
      0,
      all.findIndex((value) => value !== null),
    ),
  )
  const known = values.filter((value) => value !== null)
  if (known.length < FEWEST) return { path: '', open: '', end: null }
  const low = Math.min(...known)
  const span = Math.max(...known) - low
  const step = values.length > 1 ? (width - 2 * inset) / (values.length - 1) : 0
  const points = values.map((value, index) =>
    value === null
      ? null
      : {
          x: round(inset + index * step),
          y: round(span === 0 ? height / 2 : height - inset - ((value - low) / span) * (height - 2 * inset)),
        },
  )
  const [before, last] = points.slice(-2)
  const open = running && before && last ? `M${before.x} ${before.y}L${last.x} ${last.y}` : ''
  const path = (open ? points.slice(0, -1) : points)
    .map((point, index) => (point ? `${index > 0 && points[index - 1] ? 'L' : 'M'}${point.x} ${point.y}` : ''))
    .join('')
  return { path, open, end: points.findLast((point) => point !== null) ?? null }
}

const round = (value: number): number => Math.round(value * 10) / 10
