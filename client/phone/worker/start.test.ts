import { expect, test } from 'vitest'
import { keepPages, tellAsked } from './start.ts'

type Worker = EventTarget & { state: string }

const worker = (ends: 'activated' | 'redundant'): Worker => {
  const one: Worker = Object.assign(new EventTarget(), { state: 'installing' })
  queueMicrotask(() => {
    one.state = ends
    one.dispatchEvent(new Event('statechange'))
  })
  return one
}

/** A browser that answers one registration after the other. */
const browser = (...answers: (() => { active: Worker | null; installing: Worker | null })[]) => {
  const waits: number[] = []
  const register = async () => ({ waiting: null, ...answers.shift()!() }) as unknown as ServiceWorkerRegistration
  return { waits, kept: () => keepPages({ register }, async (ms) => void waits.push(ms)) }
}

const lost = () => ({ active: null, installing: worker('redundant') })
const refused = (): never => {
  throw new Error('no certificate')
}

test('a worker that lost some of its files is tried again, later and later', async () => {
  const { waits, kept } = browser(lost, refused, () => ({ active: null, installing: worker('activated') }))
  expect(await kept()).toBe(true)
  expect(waits).toEqual([0, 5_000, 30_000])
})

test('one that is there already is enough, though its successor fails', async () => {
  const { waits, kept } = browser(() => ({ active: worker('activated'), installing: worker('redundant') }))
  expect(await kept()).toBe(true)
  expect(waits).toEqual([0])
})

test('where no try helps, the pages do without', async () => {
  expect(await browser(refused, refused, refused, refused).kept()).toBe(false)
})

test('the worker is told of what was asked before it, each address once', () => {
  const said: string[] = []
  const told = tellAsked((address) => said.push(address))
  told([
    { name: 'https://city.cn/api/v1/session' },
    { name: 'https://city.cn/api/v1/outlines?region=a' },
    { name: 'https://city.cn/assets/index.js' },
  ])
  told([{ name: 'https://city.cn/api/v1/outlines?region=a' }, { name: 'https://city.cn/api/v1/outlines?region=b' }])
  expect(said).toEqual(['/api/v1/session', '/api/v1/outlines?region=a', '/api/v1/outlines?region=b'])
})
