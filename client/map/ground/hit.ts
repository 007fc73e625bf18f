import type { RegionCode } from '../../../server/contract/index.ts'
import { contains } from './anchor.ts'
import type { Point } from './camera.ts'
import type { Outline } from './outlines.ts'

/** The outline a position lies in, of those allowed; `null` when it lies in none. */
export const outlineAt = (
  outlines: ReadonlyMap<RegionCode, Outline>,
  at: Point,
  allowed: (code: RegionCode) => boolean,
): Outline | null => {
  for (const outline of outlines.values()) {
    const [west, south, east, north] = outline.box
    if (at[0] < west || at[0] > east || at[1] < south || at[1] > north || !allowed(outline.code)) continue
    if (contains(outline.polygons, at)) return outline
  }
  return null
}

/** Where a pointer is in layout pixels of an element, whatever transforms stand around it. */
export const pointerIn = (element: HTMLElement, { clientX, clientY }: { clientX: number; clientY: number }): Point => {
  const box = element.getBoundingClientRect()
  return [
    ((clientX - box.left) * element.offsetWidth) / (box.width || 1),
    ((clientY - box.top) * element.offsetHeight) / (box.height || 1),
  ]
}
