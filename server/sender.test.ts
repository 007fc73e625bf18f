import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Explanation, MadeToken, Receipt, TokenInfo } from './contract/index.ts'
import { createWorld, grant, type Headers } from './testing/index.fixture.ts'

let now = Date.parse('2026-11-21T04:30:00Z')
const world = createWorld({ lasting: 'everything', adminPassword: 'Spring-tide-2026', now: () => now })
const { ask, enter, local, restart } = world

beforeAll(() => world.open())
afterAll(world.close)

const bearer = (secret: string): Headers => ({ authorization: `Bearer ${secret}` })
const row = (id: string, region = 't1'): object => ({
  id,
  at: '2026-11-21 09:00:00',
  updated_at: '2026-11-21 09:00:00',
  region,
  kind: 'a',
  person: null,
  amount: 2,
  closed_at: null,
})
const tokens = async (): Promise<TokenInfo[]> => (await ask<TokenInfo[]>('GET', '/admin/tokens', local())).body
const senders = async (headers: Headers, region: string): Promise<(string | null)[]> =>
  (
    await ask<Explanation>('GET', `/indicators/t.count/explain?region=${region}&grain=day&bucket=2026-11-21`, headers)
  ).body.sources[0]!.batches.map(({ sender }) => sender)

test('a batch names the token or the account it came by, and a token its newest batch, after a restart too; when a token was last used is exact', async () => {
  const feed = (
    await ask<MadeToken>('POST', '/admin/tokens', local(), {
      kind: 'feed',
      name: '城管局每日报送',
      dataset: 't.case',
    })
  ).body
  const idle = (
    await ask<MadeToken>('POST', '/admin/tokens', local(), {
      kind: 'feed',
      name: '备用',
      dataset: 't.case',
    })
  ).body
  const admin = await enter('admin', 'Spring-tide-2026')
  await ask('POST', '/datasets/t.case/rows', bearer(feed.secret), [row('a')])
  now += 60_000
  await ask('POST', '/datasets/t.case/rows', admin, [row('b')])
  now += 60_000
  const last = (
    await ask<Receipt>('POST', '/datasets/t.case/rows', bearer(feed.secret), [row('c'), row('d', 'nowhere')])
  ).body
  now += 60_000
  // A trial keeps nothing, and is a use of the token all the same.
  await ask('POST', '/datasets/t.case/rows?dryRun=1', bearer(feed.secret), [row('e')])

  const told = {
    [feed.token.id]: {
      batch: last.batch,
      dataset: 't.case',
      at: '2026-11-21T12:32:00+08:00',
      accepted: 1,
      rejected: 1,
    },
    [idle.token.id]: null,
  }
  const seen = async (): Promise<object> =>
    Object.fromEntries((await tokens()).map(({ id, delivered }) => [id, delivered]))
  const used = async (): Promise<object> => Object.fromEntries((await tokens()).map(({ id, usedAt }) => [id, usedAt]))
  const moments = { [feed.token.id]: '2026-11-21T12:33:00+08:00', [idle.token.id]: null }
  expect([await seen(), await used(), await senders(admin, 'd')]).toEqual([
    told,
    moments,
    ['城管局每日报送', '系统管理员', '城管局每日报送'],
  ])
  await restart()
  expect([await seen(), await used(), await senders(admin, 'd')]).toEqual([
    told,
    moments,
    ['城管局每日报送', '系统管理员', '城管局每日报送'],
  ])

  const page = JSON.stringify([
    await tokens(),
    await ask('GET', '/indicators/t.count/explain?region=d&grain=day', admin),
  ])
  expect(page).not.toContain(feed.secret)
  // Who sees a town alone is not told who delivered for all of them.
  const town = (
    await ask<MadeToken>('POST', '/admin/tokens', local(), {
      kind: 'api',
      name: '甲镇',
      grants: [grant('t1', ['aggregate'])],
    })
  ).body
  expect(await senders(bearer(town.secret), 't1')).toEqual([null, null, null])
})
