import { expect, test } from 'vitest'
import { isOn, lasting, withCard } from './address.ts'

test('the set-up of the wall goes along to another place, an open card does not', () => {
  expect(lasting({ wall: '3840x2160', kiosk: '1', card: 'a,b,day', other: 'x' })).toEqual({
    wall: '3840x2160',
    kiosk: '1',
  })
})

test('opening and closing a card leaves the rest of the address alone', () => {
  const query = { kiosk: null }
  const open = withCard(query, { indicator: 'a', region: 'b', grain: 'day', bucket: null })
  expect(open).toEqual({ kiosk: null, card: 'a,b,day' })
  expect(withCard({ kiosk: null, card: 'a,b,day' }, null)).toEqual(query)
})

test.each([
  [null, true],
  ['', true],
  ['1', true],
  ['true', true],
  ['0', false],
  [undefined, false],
])('a switch written %s', (value, on) => expect(isOn(value)).toBe(on))
