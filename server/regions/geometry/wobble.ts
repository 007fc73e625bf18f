import type { Point } from './shape.ts'

/**
 * A gentle bending of the plane that keeps areas (to about a percent) and never folds: straight borders become natural
 * ones.
 */
interface Wobble {
  bend: (at: Point) => Point
  /** Inverse of `bend`. */
  unbend: (at: Point) => Point
}

const OCTAVES = 4
const WAVES = 5
const STEEPNESS = 0.15
const SETTLED = 40

/** Directions and phases only have to look irregular and never change. */
const irregular = (n: number): number => {
  const value = Math.sin(n * 12.9898) * 43758.5453
  return value - Math.floor(value)
}

/**
 * Bends with waves from `size` (km) downwards. The shift is the curl of a sum of waves, so it has no divergence: what
 * one place gains, it also loses.
 */
export const createWobble = (size: number): Wobble => {
  const waves = Array.from({ length: OCTAVES * WAVES }, (_, i) => {
    const k = (2 * Math.PI * 2 ** Math.floor(i / WAVES)) / size
    const angle = 2 * Math.PI * ((i % WAVES) / WAVES + irregular(i) / WAVES)
    return {
      kx: k * Math.cos(angle),
      ky: k * Math.sin(angle),
      phase: 2 * Math.PI * irregular(i + 100),
      height: STEEPNESS / k / Math.sqrt(WAVES),
    }
  })
  const shift = ([x, y]: Point): Point => {
    let dx = 0
    let dy = 0
    for (const { kx, ky, phase, height } of waves) {
      const slope = height * Math.cos(kx * x + ky * y + phase)
      dx += (ky / Math.hypot(kx, ky)) * slope
      dy -= (kx / Math.hypot(kx, ky)) * slope
    }
    return [dx, dy]
  }
  const bend = (at: Point): Point => {
    const [dx, dy] = shift(at)
    return [at[0] + dx, at[1] + dy]
  }
  const unbend = (at: Point): Point => {
    let from = at
    for (let i = 0; i < SETTLED; i++) {
      const [dx, dy] = shift(from)
      from = [at[0] - dx, at[1] - dy]
    }
    return from
  }
  return { bend, unbend }
}
