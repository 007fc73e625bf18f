import { readFileSync } from 'node:fs'

/** A course of days without end in sight, as forecasts are made from. */
export interface Course {
  name: string
  /** Start of the first day. */
  first: number
  values: (number | null)[]
}

const DAY = 86_400_000
const NEEDED_HOURS = 20
const dayOf = (date: string): number => Date.parse(`${date}T00:00Z`)

/** Daily mean PM2.5 of each station of a file of hourly readings; hour 0 belongs to the day before. */
export const coursesOfAir = (file: string): Course[] => {
  const [, ...rows] = readFileSync(file, 'utf8').trim().split(/\r?\n/)
  const stations = new Map<string, Map<number, number[]>>()
  for (const row of rows) {
    const [date = '', hour, station = '', name = '', , pm25] = row.split(',')
    if (!pm25) continue
    const day = dayOf(date.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')) - (hour === '0' ? DAY : 0)
    const own = stations.get(`${station} ${name}`) ?? new Map<number, number[]>()
    stations.set(`${station} ${name}`, own)
    own.set(day, [...(own.get(day) ?? []), Number(pm25)])
  }
  const first = dayOf('2019-01-01')
  return [...stations].map(([name, days]) => ({
    name,
    first,
    values: Array.from({ length: (Math.max(...days.keys()) - first) / DAY + 1 }, (_, index) => {
      const hours = days.get(first + index * DAY) ?? []
      return hours.length < NEEDED_HOURS ? null : hours.reduce((sum, value) => sum + value, 0) / hours.length
    }),
  }))
}

/** Three years of finished days of an indicator, from a running server. */
export const courseOfIndicator = async (server: string, token: string, indicator: string): Promise<Course> => {
  const [from, to] = [1095, 1].map((days) => new Date(Date.now() - days * DAY).toISOString().slice(0, 10))
  const reply = await fetch(`${server}/api/v1/indicators/${indicator}/cells?grain=day&from=${from}&to=${to}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  if (!reply.ok) throw new Error(`${indicator}: ${reply.status} ${await reply.text()}`)
  const { cells } = (await reply.json()) as { cells: { bucket: string; value: number | null }[] }
  const known = cells.slice(cells.findIndex(({ value }) => value !== null))
  return { name: indicator, first: dayOf(known[0]!.bucket.slice(0, 10)), values: known.map(({ value }) => value) }
}
