import type { Position } from 'geojson'
import type { Picture, Stroke } from '../engine-port.ts'
import { toWorld, type Camera, type Point } from '../ground/camera.ts'

/** Paths are kept in these units around an origin: a canvas path holds single-precision numbers. */
const LOCAL = 1e7

/** Paths of geometries, traced once each and forgotten with the geometry. */
type Paths = (geometry: Position[][] | Position[][][], origin: Point) => Path2D

/** Where the middle of the canvas is, what it shows, and its pixels. */
interface Sheet {
  context: CanvasRenderingContext2D
  width: number
  height: number
  origin: Point
  camera: Camera
  unit: number
  paths: Paths
}

const trace = (path: Path2D, ring: Position[], [ox, oy]: Point): void => {
  ring.forEach((position, i) => {
    const [x, y] = toWorld(position)
    if (i === 0) path.moveTo((x - ox) * LOCAL, (y - oy) * LOCAL)
    else path.lineTo((x - ox) * LOCAL, (y - oy) * LOCAL)
  })
}

/** Traces paths, each geometry once. */
export const createPaths = (): Paths => {
  const kept = new WeakMap<object, Path2D>()
  return (geometry, origin) => {
    const known = kept.get(geometry)
    if (known) return known
    const path = new Path2D()
    for (const part of geometry) {
      if (typeof part[0]?.[0] === 'number') trace(path, part as Position[], origin)
      else
        for (const ring of part as Position[][]) {
          trace(path, ring, origin)
          path.closePath()
        }
    }
    kept.set(geometry, path)
    return path
  }
}

const hatchOf = (colour: string, unit: number): HTMLCanvasElement => {
  const canvas = document.createElement('canvas')
  const size = (canvas.width = canvas.height = Math.max(6, Math.round(9 * unit)))
  const context = canvas.getContext('2d')!
  context.strokeStyle = colour
  context.lineWidth = Math.max(1, unit)
  for (const shift of [-size, 0, size]) {
    context.moveTo(shift, size)
    context.lineTo(shift + size, 0)
  }
  context.stroke()
  return canvas
}

const drawFills = (sheet: Sheet, { fills, hatch }: Pick<Picture, 'fills' | 'hatch'>, scale: number): void => {
  const { context, origin, paths } = sheet
  const pattern = fills.some(({ stale }) => stale) ? context.createPattern(hatchOf(hatch, sheet.unit), 'repeat') : null
  pattern?.setTransform(new DOMMatrix().scale(1 / scale))
  for (const { polygons, colour, stale } of fills) {
    const path = paths(polygons, origin)
    context.fillStyle = colour
    context.fill(path, 'evenodd')
    if (!stale || !pattern) continue
    context.fillStyle = pattern
    context.fill(path, 'evenodd')
  }
}

const drawStroke = (
  { context, origin, unit, paths }: Sheet,
  { paths: lines, colour, width }: Stroke,
  scale: number,
): void => {
  context.strokeStyle = colour
  context.lineWidth = (width * unit) / scale
  context.stroke(paths(lines, origin))
}

/** Part of the sheet over which surroundings fade out at its edges, so that nothing looks cut off. */
const FADE = 0.06

const fadeEdges = ({ context, width, height }: Sheet): void => {
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.globalCompositeOperation = 'destination-out'
  const depth = Math.min(width, height) * FADE
  for (const [x, y, dx, dy] of [
    [0, 0, depth, 0],
    [0, 0, 0, depth],
    [width, 0, -depth, 0],
    [0, height, 0, -depth],
  ] as const) {
    const gradient = context.createLinearGradient(x, y, x + dx, y + dy)
    gradient.addColorStop(0, '#000')
    gradient.addColorStop(1, 'rgb(0 0 0 / 0)')
    context.fillStyle = gradient
    context.fillRect(
      dx < 0 ? width - depth : 0,
      dy < 0 ? height - depth : 0,
      dx === 0 ? width : depth,
      dy === 0 ? height : depth,
    )
  }
  context.globalCompositeOperation = 'source-over'
}

/** Draws a picture, without its glow, as the camera sees it. */
export const drawPicture = (sheet: Sheet, picture: Picture, glow: HTMLCanvasElement | null): void => {
  const { context, width, height, camera, origin } = sheet
  const scale = camera.zoom / LOCAL
  const place = (): void =>
    context.setTransform(
      scale,
      0,
      0,
      scale,
      width / 2 + (origin[0] - camera.x) * camera.zoom,
      height / 2 + (origin[1] - camera.y) * camera.zoom,
    )
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, width, height)
  context.lineJoin = context.lineCap = 'round'
  place()
  drawFills(sheet, picture, scale)
  for (const stroke of picture.strokes) if (stroke.around) drawStroke(sheet, stroke, scale)
  fadeEdges(sheet)
  if (glow) context.drawImage(glow, 0, 0, width, height)
  place()
  if (glow) drawFills(sheet, { ...picture, fills: picture.fills.filter(({ loud }) => loud) }, scale)
  for (const stroke of picture.strokes) if (!stroke.around) drawStroke(sheet, stroke, scale)
  if (picture.active) drawStroke(sheet, picture.active, scale)
}
