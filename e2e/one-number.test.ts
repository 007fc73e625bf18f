import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  bucketTitle,
  digitsOf,
  formatNumber,
  type CatalogAnswer,
  type CellsAnswer,
  type ClientEvents,
  type Figure,
  type IndicatorInfo,
  type RegionRef,
  type ServerEvents,
  type View,
  type ViewOpened,
} from '../server/contract/index.ts'
import { DIGITS } from '../server/reports/export/read-back.fixture.ts'
import { city } from './lane.ts'
import { wordsOfPdf } from './world/index.ts'

/**
 * Golden rule 5 on the model city: what a wall shows is what the API says and what every kind of file shows, digit for
 * digit.
 */
const { url } = city
const headers = { authorization: `Bearer ${city.token}` }
const folder = mkdtempSync(join(tmpdir(), 'yiping-digits-'))
let socket: Socket<ServerEvents, ClientEvents>
let catalog: CatalogAnswer
let regions: RegionRef[]

const bytesOf = async (path: string): Promise<Buffer> => {
  const response = await fetch(url + path, { headers })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return Buffer.from(await response.arrayBuffer())
}
const asked = async <Answer>(path: string): Promise<Answer> => JSON.parse((await bytesOf(path)).toString()) as Answer

beforeAll(async () => {
  socket = io(url, { transports: ['websocket'], extraHeaders: headers, reconnection: false })
  await new Promise((resolve) => socket.on('connect', () => resolve(null)))
  catalog = await asked('/api/v1/catalog')
  regions = (await asked<{ regions: RegionRef[] }>('/api/v1/regions')).regions
})
afterAll(() => {
  socket.close()
  rmSync(folder, { recursive: true })
})

const figuresOf = ({ panels }: View): Figure[] =>
  Object.values(panels).flatMap((panel) => {
    switch (panel.kind) {
      case 'headline':
        return panel.items
      case 'decisions':
        return panel.figures
      case 'ranking':
      case 'targets':
        return panel.rows.map(({ figure }) => figure)
      case 'table':
        return panel.rows.flatMap(({ cells, region }) =>
          cells.map((cell, at) => ({ ...panel.columns[at]!, region, cell, change: null })),
        )
      default:
        return []
    }
  })
const opened = async (
  screen: string,
  region: string,
): Promise<{ asOf: string; version: number; figures: Figure[] }> => {
  const answer = await new Promise<ViewOpened>((resolve) => socket.emit('view:open', { screen, region }, resolve))
  if (!('snapshot' in answer)) throw new Error(JSON.stringify(answer))
  return {
    asOf: answer.snapshot.asOf,
    version: answer.snapshot.version,
    figures: figuresOf(answer.snapshot.view).filter(({ cell }) => cell.value !== null),
  }
}
const digits = (value: number | null, { decimals }: IndicatorInfo): string =>
  value === null ? '' : digitsOf(value, decimals)

/** Each row of a printed table, as it reads without spaces. */
const printedRows = ({ cells }: CellsAnswer, info: IndicatorInfo, grain: Figure['grain']): string[] =>
  cells.map(({ region, bucket, value }) => {
    const shown =
      value === null
        ? '—'
        : info.unit === '%'
          ? `${digitsOf(value, info.decimals)}%`
          : formatNumber(value, info.decimals)
    return [regions.find(({ code }) => code === region)!.name, info.title, bucketTitle(bucket, grain), info.unit, shown]
      .join('')
      .replace(/\s+/g, '')
  })

interface Shown {
  figure: Figure
  asOf: string
  version: number
  info: IndicatorInfo
  query: string
}

/** What every way out shows for one question; `false` when the minute turned, or rows came, in the middle. */
const agree = async ({ figure, asOf, version, info, query }: Shown): Promise<boolean> => {
  const path = `/api/v1/indicators/${info.id}/cells`
  const answer = await asked<CellsAnswer>(`${path}?${query}`)
  const expected = answer.cells.map(({ value }) => digits(value, info))
  const found: Record<string, string[]> = {}
  for (const [format, read] of Object.entries(DIGITS))
    found[format] = await read(await bytesOf(`${path}.${format}?${query}`), info.decimals)
  const pdf = join(folder, 'table.pdf')
  writeFileSync(pdf, await bytesOf(`${path}.pdf?${query}`))
  const words = await wordsOfPdf(pdf)
  const own = await asked<CellsAnswer>(
    `${path}?${new URLSearchParams({ region: figure.region, grain: figure.grain, from: figure.cell.bucket, to: figure.cell.bucket })}`,
  )
  const after = await asked<CellsAnswer>(`${path}?${query}`)
  if (after.version !== version || after.asOf.slice(0, 16) !== asOf.slice(0, 16)) return false
  expect(digits(own.cells[0]!.value, info), 'socket').toBe(digits(figure.cell.value, info))
  for (const [format, shown] of Object.entries(found)) expect(shown, format).toEqual(expected)
  let from = 0
  for (const row of printedRows(answer, info, figure.grain)) {
    const at = words.indexOf(row, from)
    expect([row, at >= 0], 'pdf').toEqual([row, true])
    from = at + row.length
  }
  return true
}

test('golden rule 5: socket, API, CSV, Excel, Parquet, Word and PDF show the same digits for random questions', async () => {
  let compared = 0
  const places = regions.filter(({ kind, level }) => kind === 'place' && level !== 'village')
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...catalog.screens),
      fc.constantFrom(...places),
      fc.nat(),
      fc.boolean(),
      async (screen, { code, level }, pick, children) => {
        fc.pre(screen.levels.includes(level))
        const { asOf, version, figures } = await opened(screen.id, code)
        fc.pre(figures.length > 0)
        const figure = figures[pick % figures.length]!
        const info = catalog.indicators.find(({ id }) => id === figure.indicator)!
        const query = new URLSearchParams({
          region: figure.region,
          grain: figure.grain,
          from: figure.cell.bucket,
          to: figure.cell.bucket,
        })
        if (children && regions.some(({ parent }) => parent === figure.region)) query.set('children', 'true')
        if (await agree({ figure, asOf, version, info, query: query.toString() })) compared += 1
      },
    ),
    { numRuns: 12, maxSkipsPerRun: 200 },
  )
  expect(compared).toBeGreaterThan(6)
}, 120_000)
