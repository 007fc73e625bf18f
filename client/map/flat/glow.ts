import type { Heat } from '../engine-port.ts'
import type { Point } from '../ground/camera.ts'
import { peakOf } from './peak.ts'

const STEPS = 256
/** Opacity where most points are; what lies below must stay readable. */
const MOST = 175
/** Strength of all points of the fullest square together; overlapping stamps then come close to full. */
const FULL = 2

const rampPixels = (colours: string[]): Uint8ClampedArray => {
  const canvas = document.createElement('canvas')
  canvas.width = STEPS
  canvas.height = 1
  const context = canvas.getContext('2d')!
  const gradient = context.createLinearGradient(0, 0, STEPS, 0)
  colours.forEach((colour, i) => gradient.addColorStop(i / Math.max(1, colours.length - 1), colour))
  context.fillStyle = gradient
  context.fillRect(0, 0, STEPS, 1)
  return context.getImageData(0, 0, STEPS, 1).data
}

const stampOf = (radius: number): HTMLCanvasElement => {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = Math.max(2, Math.ceil(radius * 2))
  const context = canvas.getContext('2d')!
  const gradient = context.createRadialGradient(radius, radius, 0, radius, radius, radius)
  gradient.addColorStop(0, 'rgb(0 0 0 / 1)')
  gradient.addColorStop(0.5, 'rgb(0 0 0 / .36)')
  gradient.addColorStop(1, 'rgb(0 0 0 / 0)')
  context.fillStyle = gradient
  context.fillRect(0, 0, radius * 2, radius * 2)
  return canvas
}

/** Draws weighted points as one smooth glow into a small canvas that is reused; the caller stretches it over the map. */
export const createGlow = (): { draw: (heat: Heat, project: (lngLat: [number, number]) => Point, size: { width: number; height: number }, radius: number) => HTMLCanvasElement } => {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })!
  let ramp: { key: string; pixels: Uint8ClampedArray } | null = null
  let stamp: { radius: number; canvas: HTMLCanvasElement } | null = null
  return {
    draw: (heat, project, { width, height }, radius) => {
      const key = heat.ramp.join()
      if (ramp?.key !== key) ramp = { key, pixels: rampPixels(heat.ramp) }
      if (stamp?.radius !== radius) stamp = { radius, canvas: stampOf(radius) }
      canvas.width = Math.max(1, Math.round(width))
      canvas.height = Math.max(1, Math.round(height))
      const strength = FULL / Math.max(FULL, peakOf(heat.points, project, radius))
      for (const [lng, lat, weight] of heat.points) {
        const [x, y] = project([lng, lat])
        if (x < -radius || y < -radius || x > width + radius || y > height + radius) continue
        context.globalAlpha = Math.min(0.6, Math.max(0.015, weight * strength))
        context.drawImage(stamp.canvas, x - radius, y - radius)
      }
      const image = context.getImageData(0, 0, canvas.width, canvas.height)
      for (let at = 0; at < image.data.length; at += 4) {
        const density = image.data[at + 3]!
        if (density === 0) continue
        for (let channel = 0; channel < 3; channel++) image.data[at + channel] = ramp.pixels[density * 4 + channel]!
        image.data[at + 3] = (MOST * density * density) / (255 * 255) + density * 0.12
      }
      context.putImageData(image, 0, 0)
      return canvas
    },
  }
}
