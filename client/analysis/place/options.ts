import type { MapPanel, PivotAnswer } from '../../../server/contract/index.ts'

/** What a map of one indicator is drawn from: places of the level chosen, and those below the region that carry names. */
export const mapOf = (areas: PivotAnswer, labels: PivotAnswer, levels: { area: string; label: string }, nameOf: (code: string) => string): MapPanel => {
  const read = (answer: PivotAnswer) => answer.rows.heads.map(({ key }, index) => {
    const { values: [value = null], band, stale } = answer.cells[index]![0]!
    return [key, { value, band, stale }] as const
  })
  return {
    kind: 'map', indicator: areas.pin.indicator, grain: areas.grain, bucket: areas.pin.bucket, extrude: false, heat: [],
    areaLevel: levels.area, areas: Object.fromEntries(read(areas)),
    labelLevel: levels.label, labels: Object.fromEntries(read(labels).map(([key, cell]) => [key, { ...cell, name: nameOf(key) }])),
  }
}
