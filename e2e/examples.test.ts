import { beforeAll, expect, test } from 'vitest'
import { EXAMPLES } from '../server/http/openapi/examples.ts'
import { city } from './lane.ts'
import { ADMIN, signIn } from './world/index.ts'

const { url } = city
/** Things an example speaks of that exist only once somebody made them, and the example that makes one. */
const MADE_BY: Record<string, string> = {
  '/api/v1/jobs/{id}': 'post /api/v1/exports',
  '/api/v1/saved-views/{id}': 'post /api/v1/saved-views',
  '/api/v1/annotations/{id}': 'post /api/v1/annotations',
}
let person: { cookie: string }
beforeAll(async () => {
  person = { cookie: await signIn(url, ADMIN) }
})
/** Asks that belong to a person: what one keeps, and what a department's own officer takes out. */
const asked = async (route: string, who: Record<string, string>, id?: string): Promise<Response> => {
  const [method, path] = route.split(' ') as [string, string]
  const example = EXAMPLES[route]!
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'id' && id) || example.in?.[name] || '')
  return fetch(`${url}${filled}${example.query ? `?${new URLSearchParams(example.query)}` : ''}`, {
    method: method.toUpperCase(),
    headers: { ...who, ...(example.body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(example.body === undefined ? {} : { body: JSON.stringify(example.body) }),
  })
}

test.each(Object.keys(EXAMPLES).filter((route) => route !== 'post /api/v1/datasets/{id}/rows'))(
  'the example of %s runs',
  async (route) => {
    const token = { authorization: `Bearer ${city.token}` }
    const who = route.startsWith('get') ? token : person
    const made = MADE_BY[route.split(' ')[1]!]
    const id = made ? ((await (await asked(made, person)).json()) as { id: string }).id : undefined
    const answer = await asked(route, made ? person : who, id)
    const words = answer.headers.get('content-type')?.includes('json') ? await answer.text() : ''
    expect([answer.status < 300, words.slice(0, 300)]).toEqual([true, expect.any(String)])
  },
)
