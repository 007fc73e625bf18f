import type { Feature, FeatureCollection, Geometry, MultiPolygon, Polygon } from 'geojson'

/**
 * An outline as delivered: WGS 84 unless it still has to be converted, not yet repaired, with whatever properties it
 * came with.
 */
export interface Delivered {
  /** Place in the file, 1-based. */
  number: number
  properties: Record<string, unknown>
  polygons: [number, number][][][]
}

/** Words are for the reader of the terminal. */
type Read<T> = { value: T; notes: string[] } | { problem: string }

const GEOGRAPHIC = /(CRS84|EPSG:{1,2}(4326|4490|4979))$/i

const crsProblem = (crs: unknown): string | null => {
  const name = (crs as { properties?: { name?: unknown } } | null | undefined)?.properties?.name
  if (crs === undefined || crs === null || (typeof name === 'string' && GEOGRAPHIC.test(name))) return null
  return `坐标系是 ${typeof name === 'string' ? name : '未知的'}，不是经纬度：请先转成 WGS 84（EPSG:4326）或 CGCS2000（EPSG:4490）经纬度坐标再导入`
}

const polygonsOf = (geometry: Geometry | null): Polygon['coordinates'][] => {
  if (geometry?.type === 'Polygon') return [geometry.coordinates]
  if (geometry?.type === 'MultiPolygon') return (geometry as MultiPolygon).coordinates
  return geometry?.type === 'GeometryCollection' ? geometry.geometries.flatMap(polygonsOf) : []
}

const isPair = (at: unknown): at is number[] => Array.isArray(at) && Number.isFinite(at[0]) && Number.isFinite(at[1])
const isPolygon = (rings: unknown): boolean =>
  Array.isArray(rings) && rings.every((ring) => Array.isArray(ring) && ring.every(isPair))

const numbers = (features: readonly Feature[], wrong: (feature: Feature) => boolean): number[] =>
  features.flatMap((feature, i) => (wrong(feature) ? [i + 1] : []))

const LISTED = 20
const told = (which: readonly number[], says: string): string[] =>
  which.length === 0
    ? []
    : [`${which.length} 个要素${says}：第 ${which.slice(0, LISTED).join('、')}${which.length > LISTED ? ' 等' : ''} 个`]

/** What of the file was left out, and where it stands. */
const leftOut = (features: readonly Feature[]): string[] => [
  ...told(
    numbers(features, ({ geometry }) => polygonsOf(geometry).length === 0),
    '不是面，没有导入',
  ),
  ...told(
    numbers(features, ({ geometry }) => polygonsOf(geometry).some((rings) => !isPolygon(rings))),
    '有坐标不是数字的面，这些面没有导入',
  ),
]

const toDelivered = (feature: Feature, number: number): Delivered => ({
  number,
  properties: { ...(feature.id === undefined ? {} : { id: feature.id }), ...(feature.properties ?? {}) },
  polygons: polygonsOf(feature.geometry)
    .filter(isPolygon)
    .map((rings) => rings.map((ring) => ring.map(([x, y]): [number, number] => [x!, y!]))),
})

/** Degrees have narrow limits: what is outside is metres, and latitudes where longitudes belong are swapped. */
const placeProblem = (outlines: readonly Delivered[]): string | null => {
  for (const { number, polygons } of outlines)
    for (const [x, y] of polygons.flat(2)) {
      if (Math.abs(y) > 90 && Math.abs(x) <= 90)
        return `第 ${number} 个要素的坐标 [${x}, ${y}] 像是纬度写在了前面：GeoJSON 要求经度在前、纬度在后`
      if (Math.abs(x) > 180 || Math.abs(y) > 90)
        return `第 ${number} 个要素的坐标 [${x}, ${y}] 不是经纬度，像是投影坐标（米）：请先转成经纬度再导入`
    }
  return null
}

const parsed = (bytes: Uint8Array): { value: unknown } | { problem: string } => {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/^\uFEFF/, '')) }
  } catch (error) {
    return {
      problem:
        error instanceof SyntaxError
          ? '不是完整的 JSON：请检查文件是否传输完整'
          : '不是 UTF-8 编码的 GeoJSON：Shapefile、KML 等请先转成 GeoJSON',
    }
  }
}

const featuresOf = (data: unknown): Feature[] | null => {
  const { type } = (data ?? {}) as { type?: unknown }
  if (type === 'Feature') return [data as Feature]
  const { features } = (data ?? {}) as Partial<FeatureCollection>
  return type === 'FeatureCollection' && Array.isArray(features) ? features : null
}

/** Reads a GeoJSON file of outlines; says why when it plainly is none. */
export const readDelivered = (bytes: Uint8Array): Read<Delivered[]> => {
  const json = parsed(bytes)
  if ('problem' in json) return json
  const features = featuresOf(json.value)
  if (!features) return { problem: '不是 GeoJSON 要素集（FeatureCollection）：TopoJSON、Shapefile 等请先转成 GeoJSON' }
  const crs = crsProblem((json.value as { crs?: unknown }).crs)
  if (crs) return { problem: crs }
  const all = features.map((feature, i) => toDelivered(feature, i + 1))
  const outlines = all.filter(({ polygons }) => polygons.length > 0)
  if (outlines.length === 0)
    return {
      problem:
        features.length === 0 ? '文件里没有任何要素' : '文件里没有面（Polygon 或 MultiPolygon），点和线不能作边界',
    }
  const place = placeProblem(outlines)
  if (place) return { problem: place }
  return { value: outlines, notes: leftOut(features) }
}
