import { expect, test } from 'vitest'
import type { MapPanel, RegionRef } from '../../../server/contract/index.ts'
import { indicatorOf } from '../../panels/fixture.ts'
import { readOutlines } from '../ground/outlines.ts'
import { squares } from '../ground/squares.fixture.ts'
import { tilesOf } from './tiles.ts'

const child = (code: string): RegionRef => ({
  code,
  name: code,
  level: 'town',
  kind: code === 'z' ? 'zone' : 'place',
  parent: 'd',
})
const data: MapPanel = {
  kind: 'map',
  indicator: 'x',
  grain: 'day',
  bucket: '2026-11-21T00:00:00+08:00',
  extrude: false,
  areaLevel: 'village',
  areas: {},
  labelLevel: 'town',
  labels: { z: { name: 'z', value: 3, band: 'red', stale: false } },
  heat: [],
}
const known = {
  data,
  outlines: readOutlines(squares()),
  info: indicatorOf(),
  alerts: { z: { count: 2, band: 'orange' as const } },
}

test('what has no outline is listed with its number, its band and its open alerts', () =>
  expect(
    tilesOf([child('t1'), child('z')], known).map(({ code, text, band, alerts }) => [code, text, band, alerts]),
  ).toEqual([['z', '3', 'red', { count: 2, band: 'orange' }]]))

test('where nothing has outlines all are listed; what is not known is a dash', () =>
  expect(
    tilesOf([child('t1'), child('z')], { ...known, outlines: null, alerts: {} }).map(({ code, text, alerts }) => [
      code,
      text,
      alerts,
    ]),
  ).toEqual([
    ['t1', '—', null],
    ['z', '3', null],
  ]))

test('an old number is not judged', () =>
  expect(
    tilesOf([child('z')], { ...known, data: { ...data, labels: { z: { ...data.labels['z']!, stale: true } } } })[0],
  ).toMatchObject({ band: null, stale: true }))
