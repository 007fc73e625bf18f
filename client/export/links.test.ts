import { expect, test } from 'vitest'
import { indicatorPicture, linksOf, screenPicture } from './links.ts'

test('files and API name the same place, level, grain and span; what is left open is left out', () => {
  const { files, api } = linksOf({
    indicator: 'x.rate',
    region: 'd',
    level: 'town',
    grain: 'day',
    from: '2026-11-01',
    to: '2026-11-20',
  })
  const query = '?region=d&children=town&grain=day&from=2026-11-01&to=2026-11-20'
  expect(api).toBe(`/api/v1/indicators/x.rate/cells${query}`)
  expect(files.map(({ href }) => href)).toEqual(
    ['csv', 'xlsx', 'parquet'].map((format) => `/api/v1/indicators/x.rate/cells.${format}${query}`),
  )
  expect(linksOf({ indicator: 'x.rate', region: 'd', level: 'town', only: ['t1', 't2'], grain: 'day' }).api).toBe(
    '/api/v1/indicators/x.rate/cells?region=d&children=town&only=t1%2Ct2&grain=day',
  )
  expect(
    linksOf({ indicator: 'x.rate', region: 'd', grain: 'day', by: ['kind'] }).files.map(
      ({ href }) => href.split('?')[1],
    ),
  ).toEqual(Array.from({ length: 3 }, () => 'region=d&grain=day&by=kind'))
  expect(linksOf({ indicator: 'x.rate', region: 'd', grain: 'day', by: ['firm'], find: 'a厂' }).api).toContain(
    `&by=firm&find=${encodeURIComponent('a厂')}`,
  )
  expect(linksOf({ indicator: 'x.rate', region: 'd', level: '', grain: 'day' }).api).toBe(
    '/api/v1/indicators/x.rate/cells?region=d&grain=day',
  )
})

test('a moment with its zone survives the address', () => {
  const { api } = linksOf({
    indicator: 'x.rate',
    region: 'd',
    grain: 'day',
    from: '2026-11-20T00:00:00+08:00',
    to: '2026-11-20T00:00:00+08:00',
  })
  expect(new URL(api, 'http://a').searchParams.get('from')).toBe('2026-11-20T00:00:00+08:00')
})

test('a picture names what it is of and its size in pixels', () => {
  expect(
    indicatorPicture(
      {
        indicator: 'x.rate',
        region: 'd',
        level: 'town',
        grain: 'day',
        to: '2026-11-20',
        compare: ['yoy'],
        by: ['kind'],
      },
      { width: 1280, height: 720 },
    ),
  ).toBe('/api/v1/indicators/x.rate/picture.png?region=d&children=town&grain=day&to=2026-11-20&width=1280&height=720')
  expect(screenPicture({ screen: 'overview', region: 'd', panel: '' }, { width: 3840, height: 2160 })).toBe(
    '/api/v1/screens/overview/picture.png?region=d&width=3840&height=2160',
  )
  expect(screenPicture({ screen: 'overview', region: 'd', panel: 'left.0' }, { width: 800, height: 600 })).toContain(
    '&panel=left.0&',
  )
})
