import type { Panel, Screen } from '../../catalog/index.ts'
import type { View } from '../../contract/index.ts'
import type { Look } from './look.ts'
import { drawPanel } from './panel.ts'
import { placed, type Room } from './svg.ts'

/** Between panels, and around them. */
export const GAP = 16

const column = (panels: readonly Panel[], view: View, look: Look, room: Room): string => {
  const weight = panels.reduce((sum, one) => sum + one.weight, 0)
  const free = room.height - GAP * (panels.length - 1)
  let y = 0
  return panels
    .map((panel) => {
      const own = { width: room.width, height: (free * panel.weight) / weight }
      const drawn = placed(drawPanel(view.panels[panel.id]!, panel.title, look, own), 0, y, own)
      y += own.height + GAP
      return drawn
    })
    .join('')
}

const [DECISIONS, TICKER] = [170, 150]

/** Left, map with what stands above it, right, and what runs below them. */
export const screenBody = (screen: Screen, view: View, look: Look, room: Room): string => {
  const sides = [screen.left, screen.right].filter((panels) => panels.length > 0)
  const side = room.width * 0.27
  const middle = room.width - sides.length * (side + GAP)
  const below = screen.bottom ? Math.min(TICKER, room.height * 0.18) : 0
  const tall = { height: room.height - (screen.bottom ? below + GAP : 0) }
  const left = screen.left.length > 0 ? side + GAP : 0
  const above = screen.top ? Math.min(DECISIONS, tall.height * 0.25) : 0
  const start = screen.top ? above + GAP : 0
  const centre = { width: middle, height: tall.height - start }
  return [
    screen.left.length > 0
      ? placed(column(screen.left, view, look, { width: side, ...tall }), 0, 0, { width: side, ...tall })
      : '',
    screen.top
      ? placed(
          drawPanel(view.panels[screen.top.id]!, screen.top.title, look, { width: middle, height: above }),
          left,
          0,
          { width: middle, height: above },
        )
      : '',
    placed(drawPanel(view.panels[screen.centre.id]!, screen.centre.title, look, centre), left, start, centre),
    screen.right.length > 0
      ? placed(column(screen.right, view, look, { width: side, ...tall }), left + middle + GAP, 0, {
          width: side,
          ...tall,
        })
      : '',
    screen.bottom
      ? placed(
          drawPanel(view.panels[screen.bottom.id]!, screen.bottom.title, look, { width: room.width, height: below }),
          0,
          tall.height + GAP,
          { width: room.width, height: below },
        )
      : '',
  ].join('')
}
