import type { Catalog, Panel, Screen } from '../../catalog/index.ts'
import type { Moment, PanelData, View } from '../../contract/index.ts'
import type { Topology } from 'topojson-specification'
import { renderPng, watermarkSvg } from '../draw/index.ts'
import type { Look } from './look.ts'
import { drawPanel } from './panel.ts'
import { box, MUTED, placed, rule, write, type Room } from './svg.ts'
import { withProperties } from './text-chunk.ts'

/** What a picture is made of and says of itself. */
export interface Poster {
  /** Of the picture: the place and what is shown. */
  title: string
  /** Who takes it out, and when. */
  exporter: string
  at: Moment
  asOf: Moment
  version: number
  catalog: Catalog
  outlines: Topology | null
  demo: boolean
  /** What is expected of its trends. */
  ahead?: Look['ahead']
}

export { panelOf } from './indicator.ts'

const [GAP, HEAD, FOOT] = [16, 64, 34]
/**
 * Sizes at which words have their own size; of other sizes all is scaled alike, and what is spare goes to the columns.
 */
const SCREEN: Room = { width: 1920, height: 1080 }
const PANEL: Room = { width: 960, height: 540 }

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
const screenBody = (screen: Screen, view: View, look: Look, room: Room): string => {
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

const lookOf = ({ catalog, outlines, asOf, ahead }: Poster): Look => ({
  catalog,
  outlines,
  asOf,
  ...(ahead ? { ahead } : {}),
})

/** Head with the title, foot with who, when and of what state, the watermark over all of it. */
const sheet = async (
  poster: Poster,
  size: Room,
  usual: Room,
  body: (look: Look, room: Room) => string,
): Promise<Buffer> => {
  const scale = Math.min(size.width / usual.width, size.height / usual.height)
  const { width, height } = { width: size.width / scale, height: size.height / scale }
  const room = { width: width - 2 * GAP, height: height - HEAD - FOOT - GAP }
  const mark = watermarkSvg(`${poster.exporter} ${poster.at.slice(0, 16).replace('T', ' ')}`)
  const foot = `数据截至 ${poster.asOf.slice(0, 16).replace('T', ' ')} · 版本 ${poster.version} · ${poster.exporter} ${poster.at.slice(0, 16).replace('T', ' ')} 导出${poster.demo ? ' · 演示数据' : ''}`
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${width} ${height}" font-family="Noto Sans SC">`,
    `<defs><pattern id="mark" width="360" height="220" patternUnits="userSpaceOnUse">${mark}</pattern></defs>`,
    box(0, 0, { width, height }, 'fill="#f2f5f9"'),
    write(poster.title, GAP, 42, { size: 26, strong: true, room: room.width }),
    rule(GAP, HEAD - 8, room.width),
    placed(body(lookOf(poster), room), GAP, HEAD, room),
    write(foot, GAP, height - 14, { size: 13, fill: MUTED, room: room.width }),
    box(0, 0, { width, height }, 'fill="url(#mark)"'),
    '</svg>',
  ].join('')
  const png = await renderPng(svg, 1)
  return withProperties(png, {
    Title: poster.title,
    Author: poster.exporter,
    'Creation Time': poster.at,
    Description: foot,
    Software: '一屏 Yiping',
  })
}

/** A screen of a place as PNG of so many pixels, without a browser. */
export const drawScreen = (poster: Poster, screen: Screen, view: View, size: Room): Promise<Buffer> =>
  sheet(poster, size, SCREEN, (look, room) => screenBody(screen, view, look, room))

/** One panel as PNG. */
export const drawOne = (poster: Poster, panel: PanelData, title: string | undefined, size: Room): Promise<Buffer> =>
  sheet(poster, size, PANEL, (look, room) => drawPanel(panel, title, look, room))
