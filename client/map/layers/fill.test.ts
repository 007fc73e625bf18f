import { expect, test } from 'vitest'
import type { Band, MapPanel } from '../../../server/contract/index.ts'
import { readOutlines } from '../ground/outlines.ts'
import { mapPalette, mix } from '../palette.ts'
import { squares } from '../ground/squares.fixture.ts'
import { fillLayer, quantiles, WASH } from './fill.ts'

const palette = mapPalette(() => '#808080', 'dark')
const area = (value: number | null, band: Band | null = null, stale = false): MapPanel['areas'][string] => ({
  value,
  band,
  stale,
})
const fill = (areas: MapPanel['areas'], level = 'town') =>
  fillLayer(areas, readOutlines(squares()).level(level), palette)

test.each<[string, MapPanel['areas'], string[]]>([
  ['a band gives its colour', { t1: area(9, 'red'), t2: area(1, 'green') }, [palette.bands.red, palette.bands.green]],
  [
    'a stale area loses its colour',
    { t1: area(9, null, true), t2: area(9, 'red', true) },
    [palette.stale, palette.stale],
  ],
  ['no value is not the smallest value', { t1: area(null), t2: area(0) }, [palette.nothing, palette.calm[0]!]],
  ['other regions are hardly there', { t1: area(3) }, [palette.calm[0]!, palette.beyond]],
])('%s', (_, areas, colours) => expect(fill(areas).map(({ colour }) => colour)).toEqual(colours))

test('where nothing is wrong more is a stronger tint of the same calm colour', () => {
  const [low, high] = fill({ t1: area(1), t2: area(100) })
  expect(palette.calm.indexOf(low!.colour)).toBeLessThan(palette.calm.indexOf(high!.colour))
})

test('only what is wrong rises, and everything where nothing can be wrong', () => {
  expect(fill({ t1: area(100, 'red'), t2: area(400) }).map(({ height }) => height)).toEqual([0.5, 0])
  expect(fill({ t1: area(100), t2: area(400) }).map(({ height }) => height)).toEqual([0.5, 1])
  expect(fill({ t1: area(-5), t2: area(null) }).map(({ height }) => height)).toEqual([0, 0])
})

test('only an area in a band of its own that is neither good nor old keeps its colour above the glow', () => {
  const loud = (of: MapPanel['areas']) => fill(of).map(({ loud: above }) => above ?? false)
  expect(loud({ t1: area(9, 'yellow'), t2: area(1) })).toEqual([true, false])
  expect(loud({ t1: area(9, 'red', true), t2: area(1, 'green') })).toEqual([false, false])
})

test('what is calm in a place of a band is tinted by it; what has a colour of its own or is old is not', () => {
  const areas = { t1: area(1), t2: area(9, 'red') }
  const around = (of: MapPanel['areas']) =>
    fillLayer(of, readOutlines(squares()).level('town'), palette, () => 'orange').map(({ colour }) => colour)
  expect(around(areas)).toEqual([mix(palette.bands.orange, palette.calm[0]!, WASH), palette.bands.red])
  expect(around({ t1: area(1, null, true) })).toEqual([palette.stale, palette.beyond])
})

test('quantiles of equal values make one group', () => {
  expect(quantiles([5, 5, 5, 5], 4)).toEqual([])
  expect(quantiles([1, 2, 3, 4], 4)).toEqual([2, 3, 4])
  expect(quantiles([], 4)).toEqual([])
})

test('where nearly all are alike, those that are not still differ from each other', () =>
  expect(quantiles([0, 0, 0, 0, 0, 0, 0, 0, 1, 3, 4], 4)).toEqual([1, 3, 4]))
