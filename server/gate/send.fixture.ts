import type { Person } from '../contract/index.ts'
import { PROBES, type Ask } from './probes/index.fixture.ts'
import type { World } from './world/index.fixture.ts'

/** `headers`: all that are sent along but the moment, and what follows from the text. */
export interface Seen {
  status: number
  text: string
  headers: string
}

const OF_TEXT = new Set(['date', 'content-length', 'etag', 'transfer-encoding', 'content-encoding'])

/** Asks a route as somebody; what is used up by asking is made before. */
export const send = async (
  world: World,
  person: Person,
  route: string,
  { path, body, fresh }: Pick<Ask, 'path' | 'body' | 'fresh'>,
): Promise<Seen> => {
  const [method = 'GET'] = route.split(' ').filter(Boolean)
  const id = fresh === undefined ? '' : await world.make[fresh](person)
  const isBytes = Buffer.isBuffer(body)
  const response = await fetch(world.url + path.replace('{fresh}', id), {
    method,
    headers: { ...world.as(person), ...(body ? { 'content-type': isBytes ? 'image/png' : 'application/json' } : {}) },
    ...(body ? { body: isBytes ? new Uint8Array(body) : JSON.stringify(body).replace('{fresh}', id) } : {}),
  })
  return {
    status: response.status,
    text: await response.text(),
    headers: JSON.stringify([...response.headers].filter(([name]) => !OF_TEXT.has(name))),
  }
}

/** What of a request its answer may repeat. */
export const asked = (route: string, { path, body }: Pick<Ask, 'path' | 'body'>) => ({
  text: decodeURIComponent(path) + (Buffer.isBuffer(body) ? '' : JSON.stringify(body ?? '')),
  namesAbove: PROBES[route]?.namesAbove ?? false,
  namesKept: PROBES[route]?.namesKept ?? false,
})
