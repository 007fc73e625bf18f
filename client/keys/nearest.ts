/** Where something is on the screen. */
export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

export type Direction = 'up' | 'down' | 'left' | 'right'

const middle = (box: Box): { x: number; y: number } => ({
  x: (box.left + box.right) / 2,
  y: (box.top + box.bottom) / 2,
})
const apart = (fromLow: number, fromHigh: number, toLow: number, toHigh: number): number =>
  Math.max(0, toLow - fromHigh, fromLow - toHigh)

/** How far a box lies ahead of another, in pixels between their edges; negative when it is not ahead. */
const ahead = (from: Box, to: Box, direction: Direction): number => {
  const here = middle(from)
  switch (direction) {
    case 'right':
      return to.left > here.x ? Math.max(0, to.left - from.right) : -1
    case 'left':
      return to.right < here.x ? Math.max(0, from.left - to.right) : -1
    case 'down':
      return to.top > here.y ? Math.max(0, to.top - from.bottom) : -1
    case 'up':
      return to.bottom < here.y ? Math.max(0, from.top - to.bottom) : -1
  }
}

/**
 * Index of the box one would expect when going in a direction: it begins beyond the middle of where one is, the nearest
 * first; what lies aside counts as twice as far, and among equals the one whose middle is nearest wins. -1 when there
 * is none.
 */
export const nearest = (from: Box, boxes: readonly Box[], direction: Direction): number => {
  const across = direction === 'left' || direction === 'right'
  const here = middle(from)
  let best = -1
  let least = Infinity
  boxes.forEach((box, index) => {
    const gap = ahead(from, box, direction)
    if (gap < 0) return
    const there = middle(box)
    const aside = across
      ? apart(from.top, from.bottom, box.top, box.bottom)
      : apart(from.left, from.right, box.left, box.right)
    const distance = gap + 2 * aside + Math.hypot(there.x - here.x, there.y - here.y) / 100
    if (distance < least) [best, least] = [index, distance]
  })
  return best
}
