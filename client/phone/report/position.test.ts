import { expect, test } from 'vitest'
import { askPosition } from './position.ts'

const phone = (answer: (done: PositionCallback, fail: PositionErrorCallback) => void): Geolocation =>
  ({ getCurrentPosition: answer }) as unknown as Geolocation

test('a position is told to about a decimetre, with how sure it is', async () => {
  const place = { coords: { longitude: 120.26473829, latitude: 30.18571234, accuracy: 12.6 } } as GeolocationPosition
  expect(await askPosition(phone((done) => done(place)))).toEqual({ at: [120.264738, 30.185712], accuracyMetres: 13 })
})

test.each([
  [1, '许可'],
  [2, '定不了位'],
  [3, '超时'],
  [9, '定不了位'],
])('refusal %i is explained, and the map offered instead', async (code, words) => {
  const answer = await askPosition(phone((_, fail) => fail({ code } as GeolocationPositionError)))
  expect(answer).toEqual({ words: expect.stringContaining(words) as string })
  expect((answer as { words: string }).words).toContain('地图')
})

test('without any way of finding out, this is said', async () =>
  expect(await askPosition(undefined)).toHaveProperty('words'))
