import type { Position } from 'geojson'
import type { Engine, EngineEvents, Picture, Scale } from '../engine-port.ts'
import { between, fit, fromWorld, toWorld, type Box, type Camera, type Edges, type Point } from '../ground/camera.ts'
import { createPaths, drawPicture } from './draw.ts'
import { createGlow } from './glow.ts'

/** The glow is soft: a fifth of the pixels is enough, and cheap without a graphics card. */
const GLOW_PART = 0.2
const GLOW_RADIUS = 34
/** World lengths the origin may be off before paths lose precision and are traced anew. */
const FAR = 0.005

interface Flight {
  from: Camera
  to: Camera
  start: number
  ms: number
  frames: number[]
  last: number
}

/** The map on a plain canvas: no graphics card, no library, drawn only when something changed. */
export class FlatEngine implements Engine {
  private readonly canvas = document.createElement('canvas')
  private readonly glow = createGlow()
  private paths = createPaths()
  private origin: Point = [0, 0]
  private picture: Picture | null = null
  private camera: Camera | null = null
  private goal: { box: Box; edges: Edges } | null = null
  private flight: Flight | null = null
  private scale: Scale = { unit: 1, density: 1 }
  private size = { width: 0, height: 0 }
  private frame = 0

  /** Without `graphics`, a graphics card, the canvas is painted by the processor: an imitated card is far slower. */
  constructor(
    private readonly host: HTMLElement,
    private readonly events: EngineEvents,
    private readonly graphics: boolean,
  ) {
    this.canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%'
    host.append(this.canvas)
  }

  show(picture: Picture): void {
    this.picture = picture
    this.request()
  }

  look(box: Box, edges: Edges, ms: number): void {
    this.goal = { box, edges }
    const middle = toWorld([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2])
    if (Math.hypot(middle[0] - this.origin[0], middle[1] - this.origin[1]) > FAR) {
      this.origin = middle
      this.paths = createPaths()
    }
    const to = this.fitted()
    if (!to || !this.camera || ms <= 0) return this.jump()
    const now = performance.now()
    this.flight = { from: this.camera, to, start: now, ms, frames: [], last: now }
    this.request()
  }

  project(position: Position): Point {
    const { camera, size } = this
    if (!camera) return [-1e4, -1e4]
    const [x, y] = toWorld(position)
    return [(x - camera.x) * camera.zoom + size.width / 2, (y - camera.y) * camera.zoom + size.height / 2]
  }

  locate([x, y]: Point): Point {
    const { camera, size } = this
    return camera
      ? fromWorld([(x - size.width / 2) / camera.zoom + camera.x, (y - size.height / 2) / camera.zoom + camera.y])
      : [0, 0]
  }

  resize(scale: Scale): void {
    const size = { width: this.host.offsetWidth, height: this.host.offsetHeight }
    if (
      this.camera
      && size.width === this.size.width
      && size.height === this.size.height
      && scale.density === this.scale.density
      && scale.unit === this.scale.unit
    )
      return
    this.scale = scale
    this.size = size
    this.canvas.width = Math.round(size.width * scale.density)
    this.canvas.height = Math.round(size.height * scale.density)
    this.jump()
  }

  dispose(): void {
    cancelAnimationFrame(this.frame)
    this.frame = -1
    this.picture = null
    this.canvas.width = this.canvas.height = 0
    this.canvas.remove()
  }

  private fitted(): Camera | null {
    return this.goal && this.size.width > 0
      ? fit(this.goal.box, this.size.width, this.size.height, this.goal.edges)
      : null
  }

  private jump(): void {
    this.flight = null
    this.camera = this.fitted() ?? this.camera
    if (this.camera) this.events.moved()
    this.request()
  }

  private request(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame((now) => this.step(now))
  }

  private step(now: number): void {
    this.frame = 0
    const { flight } = this
    if (flight) {
      const part = Math.max(0, Math.min(1, (now - flight.start) / flight.ms))
      flight.frames.push(now - flight.last)
      flight.last = now
      this.camera = part < 1 ? between(flight.from, flight.to, part) : flight.to
      if (part >= 1) this.flight = null
    }
    this.draw()
    if (this.flight) return this.request()
    if (!flight) return
    this.events.moved()
    this.events.flown(flight.frames.slice(1))
  }

  private draw(): void {
    const {
      picture,
      camera,
      canvas,
      scale: { density },
    } = this
    const context = canvas.getContext('2d', { willReadFrequently: !this.graphics })
    if (!picture || !camera || !context || canvas.width === 0) return
    const unit = this.scale.unit * density
    const light =
      picture.heat
      && this.glow.draw(
        picture.heat,
        (at) => this.project(at).map((value) => value * density * GLOW_PART) as Point,
        { width: canvas.width * GLOW_PART, height: canvas.height * GLOW_PART },
        GLOW_RADIUS * unit * GLOW_PART,
      )
    drawPicture(
      {
        context,
        width: canvas.width,
        height: canvas.height,
        origin: this.origin,
        unit,
        camera: { ...camera, zoom: camera.zoom * density },
        paths: this.paths,
      },
      picture,
      light,
    )
  }
}
