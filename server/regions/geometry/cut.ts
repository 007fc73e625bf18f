import type { Point, Ring } from './shape.ts'

/** Cuts long pieces of a ring into ones of at most `step`, at the same points whichever of its two sides asks. */
export const cutShort = (ring: Ring, step: number): Ring =>
  ring.flatMap((b, i): Ring => {
    const a = ring[i - 1]
    if (!a) return [b]
    const count = Math.max(1, Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / step))
    const forward = a[0] < b[0] || (a[0] === b[0] && a[1] <= b[1])
    const [from, to] = forward ? [a, b] : [b, a]
    const cuts = Array.from({ length: count - 1 }, (_, k): Point => {
      const t = (k + 1) / count
      return [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]
    })
    return [...(forward ? cuts : cuts.reverse()), b]
  })
