import type { Point } from '../ground/camera.ts'

export type Direction = 'up' | 'down' | 'left' | 'right'

const AHEAD: Record<Direction, Point> = { up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0] }

/** The place to go to from `from` by an arrow: near and straight ahead; `null` when nothing lies that way. */
export const neighbourOf = <T extends { point: Point }>(places: T[], from: Point, direction: Direction): T | null => {
  const [ahead, aside] = [AHEAD[direction], [AHEAD[direction][1], AHEAD[direction][0]]]
  let best: { place: T; cost: number } | null = null
  for (const place of places) {
    const [dx, dy] = [place.point[0] - from[0], place.point[1] - from[1]]
    const along = dx * ahead[0] + dy * ahead[1]
    const across = Math.abs(dx * aside[0]! + dy * aside[1]!)
    if (along <= 1 || across > along * 2.5) continue
    const cost = along + across * 2
    if (!best || cost < best.cost) best = { place, cost }
  }
  return best?.place ?? null
}
