import { expect, test } from 'vitest'
import { linksOf } from './links.ts'

test('files and API name the same place, level, grain and span; what is left open is left out', () => {
  const { files, api } = linksOf({ indicator: 'x.rate', region: 'd', level: 'town', grain: 'day', from: '2026-11-01', to: '2026-11-20' })
  const query = '?region=d&children=town&grain=day&from=2026-11-01&to=2026-11-20'
  expect(api).toBe(`/api/v1/indicators/x.rate/cells${query}`)
  expect(files.map(({ href }) => href)).toEqual(['csv', 'xlsx', 'parquet'].map((format) => `/api/v1/indicators/x.rate/cells.${format}${query}`))
  expect(linksOf({ indicator: 'x.rate', region: 'd', level: '', grain: 'day' }).api).toBe('/api/v1/indicators/x.rate/cells?region=d&grain=day')
})

test('a moment with its zone survives the address', () => {
  const { api } = linksOf({ indicator: 'x.rate', region: 'd', grain: 'day', from: '2026-11-20T00:00:00+08:00', to: '2026-11-20T00:00:00+08:00' })
  expect(new URL(api, 'http://a').searchParams.get('from')).toBe('2026-11-20T00:00:00+08:00')
})
