import type { Topology } from 'topojson-specification'
import type { Catalog } from '../../catalog/index.ts'
import type { Moment } from '../../contract/index.ts'
import { renderPng, watermarkSvg } from '../draw/index.ts'
import type { Look } from './look.ts'
import { GAP } from './screen-body.ts'
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

const [HEAD, FOOT] = [64, 34]

const lookOf = ({ catalog, outlines, asOf, ahead }: Poster): Look => ({
  catalog,
  outlines,
  asOf,
  ...(ahead ? { ahead } : {}),
})

/** Head with the title, foot with who, when and of what state, the watermark over all of it. */
export const sheet = async (
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
