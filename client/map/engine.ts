import { HeatmapLayer, LineLayer, Map as L7Map, PolygonLayer, Scene } from '@antv/l7'
import type { Position } from 'geojson'
import type { Engine, EngineEvents, Heat, Picture, Scale, Stroke } from './engine-port.ts'
import type { Box, Edges, Point } from './ground/camera.ts'
import { peakOf } from './flat/peak.ts'
import { channels } from './palette.ts'
import { steadyDepth, tilted, type Camera, type Viewport } from './lens.ts'
import { lineShapes, pointShapes, prismShapes, tallestFor } from './layers/shapes.ts'

const PITCH = 42
const GLOW_RADIUS = 26
/** Geometry goes to the graphics card at most this often; a wall's numbers move many times a second. */
const REFILL_MS = 1000
/** The camera belongs to the region shown: a wall somebody panned by accident would stay wrong for months. */
const STILL = {
  dragPan: false,
  dragRotate: false,
  scrollZoom: false,
  doubleClickZoom: false,
  boxZoom: false,
  keyboard: false,
  touchZoomRotate: false,
  touchPitch: false,
}
const QUIET: EngineEvents = { moved: () => undefined, flown: () => undefined, failed: () => undefined }
const EMPTY = { type: 'FeatureCollection', features: [] }

const same = <T>(value: T): T => value
const glowStyle = (heat: Heat | null, peak: number, radius: number) => {
  const ramp = heat?.ramp ?? ['#000', '#000']
  const positions = ramp.map((_, i) => i / (ramp.length - 1))
  // As on the flat map, few glow faintly: with one opacity for all, a single point is a blot.
  const colors = ramp.map((colour, i) => `rgba(${channels(colour).join(',')},${positions[i]})`)
  return { intensity: 3 / Math.max(3, peak), radius, opacity: 0.7, rampColors: { colors, positions } }
}

const createLayers = () => ({
  prisms: new PolygonLayer({ name: 'prisms' })
    .source(EMPTY)
    .shape('extrude')
    .size('height', same)
    .color('colour', same),
  lines: new LineLayer({ name: 'lines', zIndex: 1 })
    .source(EMPTY)
    .shape('line')
    .size('width', same)
    .color('colour', same),
  heat: new HeatmapLayer({ name: 'heat', zIndex: 2 })
    .source(EMPTY)
    .shape('heatmap')
    .size('weight', same)
    .style(glowStyle(null, 1, 1)),
  active: new LineLayer({ name: 'active', zIndex: 3 })
    .source(EMPTY)
    .shape('line')
    .size('width', same)
    .color('colour', same),
})

type Layers = ReturnType<typeof createLayers>

/**
 * The map with depth: areas as prisms, drawn by L7 on its own camera, which needs no style, token, worker or second
 * canvas.
 */
export class DeepEngine implements Engine {
  private readonly box = document.createElement('div')
  private readonly scene: Scene
  private layers: Layers | null = null
  private picture: Picture | null = null
  private drawn: Picture | null = null
  private lit: Stroke | null = null
  private goal: { box: Box; edges: Edges } | null = null
  private scale: Scale = { unit: 1, density: 1 }
  /**
   * Layout pixels of the scene to one of the host: a transform around the host is undone, so that each is a real pixel.
   */
  private sharp = 1
  private refill: ReturnType<typeof setTimeout> | null = null
  private turn = 0

  constructor(
    host: HTMLElement,
    private events: EngineEvents,
  ) {
    this.box.style.cssText =
      'position:absolute;left:0;top:0;width:100%;height:100%;transform-origin:0 0;pointer-events:none'
    host.append(this.box)
    this.scene = new Scene({
      id: this.box,
      map: new L7Map({ center: [120, 30], zoom: 9, pitch: PITCH, ...STILL }),
      logoVisible: false,
      antialias: true,
    })
    steadyDepth((this.scene.getMapService() as unknown as { viewport: Viewport }).viewport)
    this.scene.once('loaded', () => this.begin())
    this.box.addEventListener('webglcontextlost', () => this.events.failed(), { capture: true })
  }

  show(picture: Picture): void {
    this.picture = picture
    if (this.layers && picture.active !== this.lit) this.light(this.layers, picture.active)
    this.refill ??= setTimeout(() => this.fill(), this.drawn ? REFILL_MS : 0)
  }

  look(box: Box, edges: Edges, ms: number): void {
    this.goal = { box, edges }
    const camera = this.layers && this.camera()
    const to = camera?.cameraForBounds(tilted(box), {
      padding: {
        top: edges.top * this.sharp,
        right: edges.right * this.sharp,
        bottom: edges.bottom * this.sharp,
        left: edges.left * this.sharp,
      },
    })
    if (!camera || !to) return
    const goal = { center: to.center, zoom: to.zoom, pitch: PITCH }
    camera.stop()
    this.turn++
    if (ms > 0) return this.fly(camera, { ...goal, duration: ms })
    camera.jumpTo(goal)
    this.events.moved()
  }

  project([lng = 0, lat = 0]: Position): Point {
    if (!this.layers) return [-1e4, -1e4]
    const { x, y } = this.camera().project({ lng, lat })
    return [x / this.sharp, y / this.sharp]
  }

  locate([x, y]: Point): Point {
    if (!this.layers) return [0, 0]
    const { lng, lat } = this.camera().unproject([x * this.sharp, y * this.sharp])
    return [lng, lat]
  }

  resize(scale: Scale): void {
    this.scale = scale
    this.sharp = scale.density / window.devicePixelRatio
    this.box.style.width = this.box.style.height = `${this.sharp * 100}%`
    this.box.style.transform = this.sharp === 1 ? '' : `scale(${1 / this.sharp})`
    if (!this.layers) return
    this.camera().resize()
    if (this.goal) this.look(this.goal.box, this.goal.edges, 0)
  }

  dispose(): void {
    // L7 is never quite forgotten by the browser; what it could lead to is.
    this.events = QUIET
    this.picture = this.drawn = this.lit = null
    this.turn++
    if (this.refill) clearTimeout(this.refill)
    this.layers = null
    const context = this.box.querySelector('canvas')?.getContext('webgl2')
    this.scene.destroy()
    // L7 keeps its context; a browser has about sixteen and then takes the oldest from whoever holds it.
    context?.getExtension('WEBGL_lose_context')?.loseContext()
    this.box.remove()
  }

  private camera(): Camera {
    return this.scene.map as Camera
  }

  private begin(): void {
    this.layers = createLayers()
    for (const layer of Object.values(this.layers)) this.scene.addLayer(layer)
    this.resize(this.scale)
    this.fill()
  }

  private fly(camera: Camera, to: object): void {
    const mine = this.turn
    const frames: number[] = []
    let last = performance.now()
    const tick = (now: number): void => {
      if (mine !== this.turn) return
      frames.push(now - last)
      last = now
      requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
    camera.easeTo(to)
    camera.once('moveend', () => {
      if (mine !== this.turn) return
      this.turn++
      this.events.moved()
      this.events.flown(frames.slice(1))
    })
  }

  private light({ active }: Layers, stroke: Stroke | null): void {
    this.lit = stroke
    active.setData(lineShapes(stroke ? [stroke] : [], this.scale.unit * this.sharp))
  }

  private fill(): void {
    this.refill = null
    const { layers, picture, drawn } = this
    if (!layers || !picture) return
    this.drawn = picture
    const unit = this.scale.unit * this.sharp
    if (picture.fills !== drawn?.fills)
      layers.prisms.setData(prismShapes(picture.fills, this.goal ? tallestFor(this.goal.box) : 0))
    if (picture.strokes !== drawn?.strokes) layers.lines.setData(lineShapes(picture.strokes, unit))
    if (picture.heat === drawn?.heat) return
    const peak = picture.heat ? peakOf(picture.heat.points, (at) => this.project(at), GLOW_RADIUS * this.scale.unit) : 0
    layers.heat.style(glowStyle(picture.heat, peak, GLOW_RADIUS * unit))
    layers.heat.setData(pointShapes(picture.heat))
  }
}
