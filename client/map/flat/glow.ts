import type { Heat } from '../engine-port.ts'
import type { Point } from '../ground/camera.ts'
import { channels } from '../palette.ts'
import { spread } from './density.ts'

const STEPS = 256
/** Opacity where most points are; what lies below must stay readable. */
const MOST = 0.7
/** A lone point does not glow like a crowd: the scale never ends below this many on one spot. */
const LEAST_PEAK = 3

const rampOf = (colours: string[]): Uint8ClampedArray => {
  const stops = colours.map(channels)
  const ramp = new Uint8ClampedArray(STEPS * 4)
  for (let step = 0; step < STEPS; step++) {
    const at = (step / (STEPS - 1)) * (stops.length - 1)
    const [from, to] = [stops[Math.floor(at)]!, stops[Math.ceil(at)]!]
    for (let channel = 0; channel < 3; channel++)
      ramp[step * 4 + channel] = from[channel]! + (to[channel]! - from[channel]!) * (at % 1)
    ramp[step * 4 + 3] = 255 * MOST * Math.min(1, (step / STEPS) ** 0.8)
  }
  return ramp
}

interface Glow {
  /**
   * Draws points as one smooth glow, `radius` wide, into a small canvas that is used again; the caller stretches it
   * over the map.
   */
  draw: (
    heat: Heat,
    project: (lngLat: Point) => Point,
    size: { width: number; height: number },
    radius: number,
  ) => HTMLCanvasElement
}

/**
 * Sums are made in plain numbers: thousands of stamps on an imitated graphics card take a second, this takes
 * milliseconds.
 */
export const createGlow = (): Glow => {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })!
  let ramp: { colours: string[]; pixels: Uint8ClampedArray } | null = null
  let cells: Float32Array | undefined
  return {
    draw: (heat, project, size, radius) => {
      if (ramp?.colours !== heat.ramp) ramp = { colours: heat.ramp, pixels: rampOf(heat.ramp) }
      const [width, height] = [Math.max(1, Math.round(size.width)), Math.max(1, Math.round(size.height))]
      if (canvas.width !== width) canvas.width = width
      if (canvas.height !== height) canvas.height = height
      const density = spread(
        heat.points.map(([lng, lat, weight]) => [...project([lng, lat]), weight] as const),
        { width, height, old: cells },
        radius,
      )
      cells = density.cells
      const top = Math.max(density.peak, LEAST_PEAK)
      const image = context.createImageData(width, height)
      for (let at = 0; at < cells.length; at++) {
        const step = Math.round((cells[at]! / top) * (STEPS - 1)) * 4
        for (let channel = 0; channel < 4 && step > 0; channel++)
          image.data[at * 4 + channel] = ramp.pixels[step + channel]!
      }
      context.putImageData(image, 0, 0)
      return canvas
    },
  }
}
