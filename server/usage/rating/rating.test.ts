import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Grant, RatingAnswer, UsageScreen } from '../../contract/index.ts'
import { openUsageWorld, type Headers, type UsageWorld } from '../world.fixture.ts'

let world: UsageWorld
const people: Record<string, Headers> = {}
const person = async (username: string, region: string, more: Partial<Grant> = {}): Promise<void> => {
  people[username] = await world.person(username, region, { actions: ['aggregate'], ...more })
}
const rate = (who: string, value: string, words?: string, screen = 'main') =>
  world.ask<RatingAnswer>('PUT', `/screens/${screen}/rating`, people[who]!, {
    value,
    ...(words === undefined ? {} : { words }),
  })
const mine = async (who: string) =>
  (await world.ask<RatingAnswer>('GET', '/screens/main/rating', people[who]!)).body.rating
const told = async (who: string, query = ''): Promise<Pick<UsageScreen, 'rating' | 'words'>> => {
  const { rating, words } = await world.screen(people[who]!, 'main', query)
  return { rating, words }
}
const kept = () => world.kept('usage_rating', 'usage_month_salt')

beforeAll(async () => {
  world = await openUsageWorld()
  for (const username of ['ann', 'ben', 'cat']) await person(username, 't1')
  for (const username of ['eve', 'fay', 'gil']) await person(username, 't2')
  await person('chief', 'd', { role: 'leader' })
  await person('keeper', 'd', { role: 'operator', actions: ['configure'] })
  await person('smith', 't2', { role: 'operator', actions: ['aggregate', 'configure'] })
  await person('green', 't1', { themes: ['tt'] })
}, 60_000)
afterAll(() => world.close())

test('somebody says one thing of a screen a month: a later word takes the place of the earlier, and may be taken back', async () => {
  expect(await mine('ann')).toBeNull()
  expect((await rate('ann', 'poor', '字太小')).body).toEqual({
    screen: 'main',
    month: '2026-11',
    rating: { value: 'poor', words: '字太小' },
  })
  await Promise.all([rate('ann', 'fair'), rate('ann', 'good', ' 字大了 '), rate('ann', 'good', '字大了')])
  expect((await kept())[0]).toHaveLength(1)
  expect((await rate('ann', 'good', '字大了')).status).toBe(200)
  expect(await mine('ann')).toEqual({ value: 'good', words: '字大了' })
  expect(await mine('ben')).toBeNull()
  expect((await world.ask('DELETE', '/screens/main/rating', people['ann']!)).body).toMatchObject({ rating: null })
  expect(await mine('ann')).toBeNull()
  expect((await kept())[0]).toEqual([])
})

test('walls, programs and this machine rate nothing; who may not open a screen is answered as if it were not there', async () => {
  const wall = await world.wall()
  for (const headers of [wall, world.local()])
    for (const method of ['GET', 'PUT', 'DELETE'])
      expect(
        (await world.ask(method, '/screens/main/rating', headers, method === 'PUT' ? { value: 'good' } : undefined))
          .status,
      ).toBe(403)
  expect((await world.ask('GET', '/screens/main/rating', {})).status).toBe(401)
  expect((await rate('ann', 'good', '', 'quiet')).status).toBe(200)
  for (const [who, screen] of [
    ['green', 'quiet'],
    ['keeper', 'main'],
  ] as const) {
    const [denied, missing] = [
      await rate(who, 'good', '', screen),
      await rate(who, 'good', '', 'x'.repeat(screen.length)),
    ]
    expect([denied.status, JSON.stringify(denied.body).replaceAll(screen, '□')]).toEqual([
      404,
      JSON.stringify(missing.body).replaceAll('x'.repeat(screen.length), '□'),
    ])
  }
  expect([
    (await rate('ann', 'best')).status,
    (await rate('ann', 'good', '字'.repeat(201))).status,
    (await rate('ann', 'good', '字'.repeat(200))).status,
  ]).toEqual([400, 400, 200])
})

test('of fewer than three people nothing is told, of a town nor by the difference to it', async () => {
  await rate('ann', 'good', '甲一')
  await rate('ben', 'poor', '甲二')
  expect([await told('chief'), await told('ann'), await told('keeper')]).toEqual([
    { rating: null, words: null },
    { rating: null, words: null },
    { rating: null, words: [] },
  ])
  await rate('cat', 'good')
  const three = { ratings: 3, good: 2, fair: 0, poor: 1, share: 2 / 3 }
  expect([(await told('chief')).rating, (await told('ann')).rating]).toEqual([three, three])
  await rate('eve', 'fair', '乙一')
  await rate('fay', 'poor', '乙二')
  expect([(await told('chief')).rating, (await told('chief', '?unit=t2')).rating, (await told('eve')).rating]).toEqual([
    three,
    null,
    null,
  ])
  await rate('chief', 'fair')
  expect([(await told('chief')).rating, (await told('chief', '?unit=t2')).rating]).toEqual([
    { ratings: 6, good: 2, fair: 2, poor: 2, share: 1 / 3 },
    null,
  ])
})

test('words are for who configures the screen there, and only where enough people spoke; never a name, a time or the rating with them', async () => {
  expect((await told('chief')).words).toBeNull()
  expect((await told('keeper')).words).toEqual(['乙一', '乙二', '甲一', '甲二'].sort())
  expect((await told('smith')).words).toEqual([])
  await rate('gil', 'good', '乙三')
  expect((await told('smith')).words).toEqual(['乙一', '乙三', '乙二'].sort())
  expect((await told('smith')).rating).toMatchObject({ ratings: 3 })
  // A town's people are told by their town alone.
  expect((await told('ann')).rating).toMatchObject({ ratings: 3, good: 2, poor: 1 })
})

test('no row says whose it is, and when the month is over nothing can tell any more; what was said stays', async () => {
  const [ratings, salts] = await kept()
  expect(salts).toHaveLength(1)
  for (const name of [...Object.keys(people), '人员']) expect(JSON.stringify(ratings)).not.toContain(name)
  world.now = Date.parse('2026-12-02T09:00:00+08:00')
  expect(await mine('ann')).toBeNull()
  await rate('ann', 'poor')
  const [later, laterSalts] = await kept()
  expect([
    later!.length,
    later!.filter(({ mark }) => mark !== null).length,
    laterSalts!.map(({ month }) => month),
  ]).toEqual([ratings!.length + 1, 1, ['2026-12']])
  // Three of each town in November; the district's one there, and the one of December, are alone.
  expect((await told('chief')).rating).toMatchObject({ ratings: 6 })
  world.now = Date.parse('2027-01-03T09:00:00+08:00')
  // The next start does it, where nobody has looked at a screen since the month began.
  await kept()
  expect((await kept()).flat().filter(({ mark, salt }) => (mark ?? salt ?? null) !== null)).toEqual([])
})
