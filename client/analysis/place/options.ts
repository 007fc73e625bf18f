import type { MapPanel, PivotAnswer } from '../../../server/contract/index.ts'

interface Tree {
  nameOf: (code: string) => string
  parentOf: (code: string) => string | null
}

/** Places that were picked out, and those they lie in. */
export const aroundPicked = (only: readonly string[], parentOf: Tree['parentOf']): Set<string> => {
  const around = new Set<string>()
  for (const code of only)
    for (let at: string | null = code; at !== null && !around.has(at); at = parentOf(at)) around.add(at)
  return around
}

/**
 * What a map of one indicator is drawn from: places of the level chosen, and those below the region that carry names;
 * where some were picked out, these and what they lie in.
 */
export const mapOf = (
  areas: PivotAnswer,
  labels: PivotAnswer,
  levels: { area: string; label: string; only: readonly string[] },
  { nameOf, parentOf }: Tree,
): MapPanel => {
  const read = (answer: PivotAnswer) =>
    answer.rows.heads.map(({ key }, index) => {
      const {
        values: [value = null],
        band,
        stale,
      } = answer.cells[index]![0]!
      return [key, { value, band, stale }] as const
    })
  const around = aroundPicked(levels.only, parentOf)
  const named = read(labels).filter(([key]) => levels.only.length === 0 || around.has(key))
  return {
    kind: 'map',
    indicator: areas.pin.indicator,
    grain: areas.grain,
    bucket: areas.pin.bucket,
    extrude: false,
    heat: [],
    areaLevel: levels.area,
    areas: Object.fromEntries(read(areas)),
    labelLevel: levels.label,
    labels: Object.fromEntries(named.map(([key, cell]) => [key, { ...cell, name: nameOf(key) }])),
  }
}
