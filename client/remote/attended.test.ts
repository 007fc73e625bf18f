import { expect, test } from 'vitest'
import { UNATTENDED } from '../../server/contract/index.ts'
import { askAttended, createAttended } from './attended.ts'

test.each(['pointerdown', 'keydown', 'wheel', 'touchstart'])(
  'a page is attended for a minute after it was opened and after a %s',
  (deed) => {
    let now = 1_000_000
    const page = new EventTarget()
    const attended = createAttended(page, () => now)
    expect(attended()).toBe(true)
    now += 61_000
    expect(attended()).toBe(false)
    page.dispatchEvent(new Event('load'))
    expect(attended()).toBe(false)
    page.dispatchEvent(new Event(deed))
    expect(attended()).toBe(true)
    now += 59_000
    expect(attended()).toBe(true)
    now += 2_000
    expect(attended()).toBe(false)
  },
)

test('what a page asks by itself says so beside all else it says, and what a person asks goes as it is', async () => {
  const sent: (RequestInit | undefined)[] = []
  const fetcher = ((_: string, init?: RequestInit) => {
    sent.push(init)
    return Promise.resolve(new Response())
  }) as typeof fetch
  let there = true
  const ask = askAttended(() => there, fetcher)
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
  await ask('/a', init)
  there = false
  await ask('/a', init)
  await ask('/b')
  expect(sent[0]).toBe(init)
  expect(sent[1]).toMatchObject({ method: 'POST', body: '{}' })
  expect(Object.fromEntries(new Headers(sent[1]!.headers))).toEqual({
    'content-type': 'application/json',
    [UNATTENDED]: '1',
  })
  expect(Object.fromEntries(new Headers(sent[2]!.headers))).toEqual({ [UNATTENDED]: '1' })
})
