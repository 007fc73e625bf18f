import { expect, test } from 'vitest'
import { askProved, createDeviceProof } from './proof.ts'

const answer = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status })
const key = {
  sign: (text: string) => Promise.resolve(`signed ${text}`),
  publicKey: () => Promise.resolve({ kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } as const),
}

/** A server that wants a proof before it answers; `takes` = whether it takes it. */
const serverThat = (takes: boolean) => {
  const asked: string[] = []
  let proved = false
  const fetcher = (async (path: string, { method = 'GET', body }: RequestInit = {}) => {
    asked.push(`${method} ${path}${typeof body === 'string' ? ` ${body}` : ''}`)
    if (path.endsWith('/challenge')) return answer(200, { challenge: 'abc' })
    if (path.endsWith('/proof')) {
      proved = takes
      return answer(takes ? 200 : 401, {})
    }
    return proved
      ? answer(200, { cases: [] })
      : answer(401, { type: '/problems/device-unproved', title: '请在登录时的设备上继续使用' })
  }) as typeof fetch
  return { asked, fetcher }
}

test('where the server wants a proof first, it is given and the question is asked once more', async () => {
  const { asked, fetcher } = serverThat(true)
  const ask = askProved(
    createDeviceProof(fetcher, () => Promise.resolve(key)),
    fetcher,
  )
  expect((await ask('/api/v1/cases')).status).toBe(200)
  expect(asked).toEqual([
    'GET /api/v1/cases',
    'GET /api/v1/session/challenge',
    'POST /api/v1/session/proof {"signature":"signed abc"}',
    'GET /api/v1/cases',
  ])
})

test('two questions at once share one proof', async () => {
  const { asked, fetcher } = serverThat(true)
  const ask = askProved(
    createDeviceProof(fetcher, () => Promise.resolve(key)),
    fetcher,
  )
  expect((await Promise.all([ask('/a'), ask('/b')])).map(({ status }) => status)).toEqual([200, 200])
  expect(asked.filter((one) => one.includes('/proof'))).toHaveLength(1)
})

test.each([
  ['the proof is not taken', serverThat(false), key],
  ['the browser has no key', serverThat(true), null],
] as const)('where %s the refusal stands', async (_, { fetcher }, own) => {
  expect(
    (
      await askProved(
        createDeviceProof(fetcher, () => Promise.resolve(own)),
        fetcher,
      )('/api/v1/cases')
    ).status,
  ).toBe(401)
})

test('where the server cannot be asked for a proof, the question fails like one that did not reach it: nobody is signed out for that', async () => {
  const [away, busy] = [() => Promise.reject(new TypeError('network')), () => Promise.resolve(answer(503, {}))]
  for (const proofs of [away, busy]) {
    const fetcher = ((path: string) =>
      path === '/a'
        ? Promise.resolve(answer(401, { type: '/problems/device-unproved' }))
        : proofs()) as unknown as typeof fetch
    await expect(
      askProved(
        createDeviceProof(fetcher, () => Promise.resolve(key)),
        fetcher,
      )('/a'),
    ).rejects.toThrow(TypeError)
  }
})

test('any other refusal is left as it is', async () => {
  const fetcher = (() => Promise.resolve(answer(401, { type: '/problems/not-signed-in' }))) as unknown as typeof fetch
  const response = await askProved(
    createDeviceProof(fetcher, () => Promise.reject(new Error('asked for'))),
    fetcher,
  )('/api/v1/cases')
  expect(await response.json()).toEqual({ type: '/problems/not-signed-in' })
})
