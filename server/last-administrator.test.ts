import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ACTIONS, type PersonInfo, type Problem } from './contract/index.ts'
import { createWorld } from './testing/index.fixture.ts'

const world = createWorld()
const { ask, local, hire } = world
const EVERYTHING = { role: 'admin', region: 'd', themes: 'all', actions: [...ACTIONS] } as const

beforeAll(() => world.open({ adminPassword: 'Spring-tide-2026' }))
afterAll(() => world.close())
beforeEach(async () => {
  await ask('PATCH', '/admin/people/admin', local(), { disabled: false, endsOn: null })
  await ask('PATCH', '/admin/people/second', local(), { disabled: true })
})

const change = async (path: string, body: object, method = 'PATCH'): Promise<[number, string]> => {
  const answer = await ask<PersonInfo & Problem>(method, `/admin/people/${path}`, local(), body)
  return [answer.status, answer.status < 300 ? '' : answer.body.type.split('/').at(-1)!]
}
const REFUSED = [409, 'last-administrator']
const grantOfAdmin = async (): Promise<string> =>
  (await ask<PersonInfo[]>('GET', '/admin/people', local())).body.find(({ username }) => username === 'admin')!
    .grants[0]!.id

test('the only administrator who can still sign in is not shut out: neither at once nor from a day on, nor by the grant', async () => {
  expect(await change('admin', { disabled: true })).toEqual(REFUSED)
  expect(await change('admin', { endsOn: '2099-12-31' })).toEqual(REFUSED)
  const id = await grantOfAdmin()
  expect(await change(`admin/grants/${id}`, { endsOn: '2099-12-31' })).toEqual(REFUSED)
  expect(await change(`admin/grants/${id}`, {}, 'DELETE')).toEqual(REFUSED)
  expect(await change('admin', { post: '主任' })).toEqual([200, ''])
})

test('with another who can, each of these is done; that one is the last then', async () => {
  await hire('second', [EVERYTHING])
  expect(await change('second', { disabled: false })).toEqual([200, ''])
  expect(await change('admin', { endsOn: '2099-12-31' })).toEqual([200, ''])
  expect(await change('admin', { disabled: true })).toEqual([200, ''])
  expect(await change('second', { disabled: true })).toEqual(REFUSED)
})

test('another who can only for a while, or not everything, does not do', async () => {
  await change('second', { disabled: false, endsOn: '2099-06-30' })
  expect(await change('admin', { endsOn: '2099-12-31' })).toEqual(REFUSED)
  expect(await change('admin', { endsOn: '2099-05-31' })).toEqual([200, ''])
  await change('admin', { endsOn: null })
  await change('second', { disabled: true, endsOn: null })
  await hire('third', [{ ...EVERYTHING, actions: ['aggregate', 'configure'] }])
  expect(await change('admin', { disabled: true })).toEqual(REFUSED)
})
