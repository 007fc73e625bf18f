import { feature } from 'topojson-client'
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson'
import type { MapPanel } from '../../contract/index.ts'
import { numberWords, type Look } from './look.ts'
import { BANDS, INK, LINE, MARKS, MUTED, write, type Room } from './svg.ts'

interface Area {
  code: string
  polygons: Position[][][]
}
type Project = (at: Position) => [number, number]

const CALM = ['#e8eef6', '#d5e2f1', '#bcd2ea', '#9fbfe1']
const LEGEND = 26

const areasOf = ({ outlines }: Look, level: string): Area[] => {
  const object = outlines?.objects[level]
  if (!outlines || !object) return []
  const { features } = feature(outlines, object) as unknown as FeatureCollection<
    Polygon | MultiPolygon,
    { code: string }
  >
  return features.map(({ geometry, properties }: Feature<Polygon | MultiPolygon, { code: string }>) => ({
    code: properties.code,
    polygons: geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates,
  }))
}

/** North up, a degree of longitude as wide as it is at that latitude, the whole within the room. */
const projection = (areas: readonly Area[], { width, height }: Room): Project => {
  const points = areas.flatMap(({ polygons }) => polygons.flat(2))
  const [xs, ys] = [points.map(([x]) => x!), points.map(([, y]) => y!)]
  const [west, east, south, north] = [xs, ys].flatMap((all) => [
    all.reduce((a, b) => Math.min(a, b)),
    all.reduce((a, b) => Math.max(a, b)),
  ]) as [number, number, number, number]
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = Math.min(width / ((east - west) * squeeze || 1), height / (north - south || 1))
  const [left, top] = [(width - (east - west) * squeeze * scale) / 2, (height - (north - south) * scale) / 2]
  return ([x, y]) => [left + (x! - west) * squeeze * scale, top + (north - y!) * scale]
}

const pathOf = ({ polygons }: Area, project: Project): string =>
  polygons
    .flat()
    .map(
      (ring) =>
        `M${ring
          .map((at) =>
            project(at)
              .map((value) => value.toFixed(1))
              .join(' '),
          )
          .join('L')}Z`,
    )
    .join('')

/** Middle of the largest ring, by its area. */
const middleOf = ({ polygons }: Area, project: Project): [number, number] => {
  const rings = polygons.map(([outer]) => outer!.map(project))
  const sums = rings.map((ring) =>
    ring.reduce<[area: number, x: number, y: number]>(
      ([area, x, y], [ax, ay], at) => {
        const [bx, by] = ring[(at + 1) % ring.length]!
        const cross = ax * by - bx * ay
        return [area + cross / 2, x + (ax + bx) * cross, y + (ay + by) * cross]
      },
      [0, 0, 0],
    ),
  )
  const [area, x, y] = sums.reduce((best, one) => (Math.abs(one[0]) > Math.abs(best[0]) ? one : best))
  return area === 0 ? rings[0]![0]! : [x / (6 * area), y / (6 * area)]
}

const fillOf =
  (values: readonly number[]) =>
  ({ value, band, stale }: MapPanel['areas'][string]): string => {
    if (value === null) return '#f6f8fb'
    if (stale) return '#eceff3'
    if (band && band !== 'green') return `${BANDS[band]}" fill-opacity="0.55`
    const place = values.findIndex((one) => one >= value) / Math.max(1, values.length)
    return CALM[Math.min(CALM.length - 1, Math.floor(place * CALM.length))]!
  }

const labelsOf = (panel: MapPanel, look: Look, areas: readonly Area[], project: Project): string => {
  const taken: [number, number][] = []
  // Where there is room for one of two, what is wrong is named.
  const wrong = ({ code }: Area): number => Number((panel.labels[code]?.band ?? 'green') !== 'green')
  return [...areas]
    .sort((a, b) => wrong(b) - wrong(a))
    .flatMap((area) => {
      const label = panel.labels[area.code]
      if (!label) return []
      const [x, y] = middleOf(area, project)
      // Two labels on one spot say less than one.
      if (taken.some(([ox, oy]) => Math.abs(ox - x) < 62 && Math.abs(oy - y) < 32)) return []
      taken.push([x, y])
      const mark = label.band && label.band !== 'green' && !label.stale ? MARKS[label.band] : ''
      const { text, step } = numberWords(look, panel.indicator, label.value)
      return [
        write(label.name, x, y, { size: 13, anchor: 'middle' }),
        write(`${mark}${text}${step}`, x, y + 16, {
          size: 14,
          anchor: 'middle',
          strong: true,
        }),
      ]
    })
    .join('')
}

/** Areas in the colours of their bands, with names and numbers; places without an outline are listed below. */
export const drawMap = (panel: MapPanel, look: Look, { width, height }: Room): string => {
  const areas = areasOf(look, panel.areaLevel)
  const known = areas.filter(({ code }) => panel.areas[code])
  if (known.length === 0)
    return write('这里没有边界图', width / 2, height / 2, { size: 15, fill: MUTED, anchor: 'middle' })
  const project = projection(known, { width, height: height - LEGEND })
  const fill = fillOf(
    Object.values(panel.areas)
      .flatMap(({ value }) => (value === null ? [] : [value]))
      .sort((a, b) => a - b),
  )
  const lines = areasOf(look, panel.labelLevel)
  const off = Object.entries(panel.labels)
    .filter(([code]) => !lines.some((area) => area.code === code))
    .map(([, { name, value }]) => {
      const { text, step } = numberWords(look, panel.indicator, value)
      return `${name} ${text}${step}`
    })
  return [
    ...known.map(
      (area) =>
        `<path d="${pathOf(area, project)}" fill="${fill(panel.areas[area.code]!)}" stroke="${LINE}" stroke-width="0.6"/>`,
    ),
    ...lines.map((area) => `<path d="${pathOf(area, project)}" fill="none" stroke="#7f95b3" stroke-width="1"/>`),
    labelsOf(panel, look, lines, project),
    off.length > 0 ? write(`不在图上：${off.join('、')}`, 0, height - 6, { size: 12, fill: INK, room: width }) : '',
  ].join('')
}
