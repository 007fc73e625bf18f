import { topology } from 'topojson-server'
import type { FeatureCollection, Polygon } from 'geojson'
import type { Topology } from 'topojson-specification'

const square = (
  code: string,
  name: string,
  parent: string | null,
  [west, south, east, north]: [number, number, number, number],
): FeatureCollection<Polygon>['features'][number] => ({
  type: 'Feature',
  id: code,
  properties: { code, name, parent },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west, north],
        [east, north],
        [east, south],
        [west, south],
      ],
    ],
  },
})
const collect = (...features: FeatureCollection<Polygon>['features']): FeatureCollection<Polygon> => ({
  type: 'FeatureCollection',
  features,
})

/** A district of two square towns side by side, the western one with two villages; for tests. */
export const squares = (): Topology =>
  topology({
    district: collect(square('d', '测试区', null, [120, 30, 122, 31])),
    town: collect(square('t1', '西镇', 'd', [120, 30, 121, 31]), square('t2', '东镇', 'd', [121, 30, 122, 31])),
    village: collect(
      square('v1', '北村', 't1', [120, 30.5, 121, 31]),
      square('v2', '南村', 't1', [120, 30, 121, 30.5]),
    ),
  })
