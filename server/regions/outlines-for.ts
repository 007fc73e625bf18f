import { filter } from 'topojson-simplify'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { RegionCode } from '../contract/index.ts'
import type { Regions } from './types.ts'

/** A map shows a region, its children as lines and the level below them as fill. */
const LEVELS_SHOWN = 3

/** Level ids from the region's own down, as many as a map shows at once. */
const shownLevels = (regions: Regions, code: RegionCode): string[] => {
  const ids = regions.levels.map(({ id }) => id)
  const own = ids.indexOf(regions.get(code)?.level ?? '')
  return own < 0 ? [] : ids.slice(own, own + LEVELS_SHOWN)
}

/**
 * Outlines of the region and of what lies below it, one object per level, with only the arcs these need: nothing of a
 * place outside the region is in it. Without `levels`, the region's own level and the next two. `null` when the tree
 * has no outline of any of them.
 */
export const outlinesFor = (
  regions: Regions,
  code: RegionCode,
  levels: readonly string[] = shownLevels(regions, code),
): Topology | null => {
  const whole = regions.topology()
  if (!whole) return null
  const objects: Topology['objects'] = {}
  for (const level of levels) {
    const object = whole.objects[level] as GeometryCollection | undefined
    const wanted = new Set(regions.descendants(code, level).map((node) => node.code))
    const geometries = (object?.geometries.filter(({ id }) => wanted.has(String(id))) ?? []).map((one) =>
      String(one.id) === code ? { ...one, properties: { ...one.properties, parent: null } } : one,
    )
    if (geometries.length > 0) objects[level] = { type: 'GeometryCollection', geometries }
  }
  if (Object.keys(objects).length === 0) return null
  const { bbox: _bbox, ...rest } = whole
  return filter({ ...rest, objects } as Parameters<typeof filter>[0], () => true)
}
