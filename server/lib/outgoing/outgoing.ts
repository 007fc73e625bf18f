import { request as plain, type IncomingMessage } from 'node:http'
import { request as secure } from 'node:https'
import { guardedLookup, isOnList, type Resolve } from './address.ts'

const WAIT_MS = 10_000
/** What is called answers in words; more is none of its business here. */
const MOST_BYTES = 4 << 20

const portOf = (url: string): number => {
  const { protocol, port } = new URL(url)
  return Number(port) || (protocol === 'https:' ? 443 : 80)
}

/** Whether an address may be called: its host (with port, where one is written) stands on the list. */
export const isAllowed = (url: string, allow: readonly string[]): boolean => {
  const { protocol, hostname } = new URL(url)
  return ['http:', 'https:'].includes(protocol) && isOnList({ host: hostname, port: portOf(url) }, allow)
}

/** Calls an address; rejects, in words, where it is not on the list, leads elsewhere or does not answer in time. */
type Outgoing = (url: string, init?: RequestInit) => Promise<Response>

const bytesOf = async (answer: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length
    if (size > MOST_BYTES) throw new Error('对方的答复过大')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

const responseOf = async (answer: IncomingMessage): Promise<Response> => {
  const status = answer.statusCode ?? 0
  if (status >= 300 && status < 400) throw new Error(`对方要转到别处（${status}），不跟随`)
  const headers = new Headers(
    Object.entries(answer.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [value].flat().map((one): [string, string] => [name, one]),
    ),
  )
  const bytes = await bytesOf(answer)
  return new Response(bytes.length === 0 ? null : new Uint8Array(bytes), { status, headers })
}

/**
 * The one way out: only hosts on the list, none they lead to, and no name that leads back to this machine. On a closed
 * network everything that may be called can be named, and nothing else is reached, whatever a definition, an answer or
 * a name server says.
 */
export const createOutgoing =
  (allow: readonly string[], resolve?: Resolve): Outgoing =>
  async (url, init = {}) => {
    if (!isAllowed(url, allow)) throw new Error(`地址 ${new URL(url).host} 不在允许外发的名单（allow）里`)
    const asked = new Request(url, init)
    const body = Buffer.from(await asked.arrayBuffer())
    const signal = init.signal ?? AbortSignal.timeout(WAIT_MS)
    return new Promise((done, failed) => {
      const call = asked.url.startsWith('https:') ? secure : plain
      const sent = call(asked.url, {
        method: asked.method,
        headers: {
          ...Object.fromEntries(asked.headers),
          ...(body.length > 0 ? { 'content-length': body.length } : {}),
        },
        lookup: guardedLookup(allow, portOf(asked.url), resolve),
        signal,
        agent: false,
      })
      sent.on(
        'response',
        (answer) =>
          void responseOf(answer)
            .catch((error: unknown) => {
              answer.destroy()
              throw error
            })
            .then(done, failed),
      )
      sent.on('error', failed)
      sent.end(body)
    })
  }
