import { readNumber } from './number.ts'
import { isWrong, wrong, type Wrong } from './wrong.ts'

type Point = { lon: number; lat: number }

const PAIR = /^(?:POINT\s*\(\s*)?([^\s,，()]+)(?:\s*[,，]\s*|\s+)([^\s,，()]+)\s*\)?$/i

const pointOf = (lonWritten: unknown, latWritten: unknown): Point | Wrong => {
  const lon = readNumber(typeof lonWritten === 'string' ? lonWritten.trim() : lonWritten)
  const lat = readNumber(typeof latWritten === 'string' ? latWritten.trim() : latWritten)
  if (isWrong(lon) || isWrong(lat)) return wrong('经度和纬度应为以度为单位的数值，例如 120.26 和 30.18')
  if (Math.abs(lat) > 90 && Math.abs(lon) <= 90) return wrong('纬度应在 -90 到 90 之间，经度和纬度可能写反了')
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) return wrong('经度应在 -180 到 180 之间，纬度应在 -90 到 90 之间')
  return { lon, lat }
}

/** A point in WGS 84: `{lon, lat}`, `[lon, lat]`, a GeoJSON point, `120.26,30.18` or WKT. */
export const readPoint = (written: unknown): Point | Wrong => {
  if (typeof written === 'string') {
    const pair = PAIR.exec(written)
    return pair ? pointOf(pair[1], pair[2]) : wrong('应为点位，例如 120.26,30.18（经度在前）')
  }
  if (Array.isArray(written)) return pointOf(written[0], written[1])
  if (typeof written !== 'object' || written === null) return wrong('应为点位，例如 {"lon": 120.26, "lat": 30.18}')
  const { lon, lat, coordinates } = written as Record<string, unknown>
  return Array.isArray(coordinates) ? pointOf(coordinates[0], coordinates[1]) : pointOf(lon, lat)
}
