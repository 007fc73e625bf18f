import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBench, type Bench } from './ingest.fixture.ts'

const MEGABYTE = 1_048_576
const MOST_GROWN = 300 * MEGABYTE

let bench: Bench
let server: Server
beforeAll(async () => {
  bench = await openBench()
  server = createServer((incoming, response) => {
    void bench.ingest
      .submit({
        dataset: 'governance.case',
        source: 'test',
        contentType: incoming.headers['content-type'],
        stream: incoming,
      })
      .then((answer) => {
        const status = 'problem' in answer ? answer.problem.status : 201
        response
          .writeHead(status, { 'content-type': 'application/json' })
          .end(JSON.stringify('problem' in answer ? answer.problem : answer.receipt))
      })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await bench.close()
})

const line = (id: string, filler = ''): string =>
  `${JSON.stringify({ case_id: id, reported_at: '2026-03-01 08:00:00', region_code: '330109001', reporter: filler })}\n`

/** Sends `pieces` pieces as fast as the other side takes them. */
const post = (
  type: string,
  piece: (index: number) => Buffer,
  pieces: number,
): Promise<{ status: number; body: Record<string, unknown>; sent: number; peak: number }> =>
  new Promise((resolve, reject) => {
    let sent = 0
    let peak = 0
    const outgoing = request(
      {
        port: (server.address() as AddressInfo).port,
        host: '127.0.0.1',
        method: 'POST',
        headers: { 'content-type': type },
      },
      (response) => {
        const parts: Buffer[] = []
        response
          .on('data', (part: Buffer) => parts.push(part))
          .on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              body: JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>,
              sent,
              peak,
            }),
          )
      },
    )
    outgoing.on('error', reject)
    let index = 0
    const more = (): void => {
      while (index < pieces) {
        const bytes = piece(index++)
        sent += bytes.length
        peak = Math.max(peak, process.memoryUsage().rss)
        if (!outgoing.write(bytes)) {
          outgoing.once('drain', more)
          return
        }
      }
      outgoing.end()
    }
    more()
  })

const ROWS = Buffer.from(line('x', '甲'.repeat(30)).repeat(5_000))

test.each<[string, string, (index: number) => Buffer]>([
  ['rows', 'application/x-ndjson', () => ROWS],
  ['a single line without end', 'application/x-ndjson', () => Buffer.alloc(MEGABYTE, 120)],
  ['nothing but line ends', 'application/x-ndjson', () => Buffer.alloc(MEGABYTE, 10)],
  ['nothing but line ends', 'text/csv', () => Buffer.alloc(MEGABYTE, 10)],
  ['opening brackets', 'application/json', () => Buffer.alloc(MEGABYTE, 91)],
])(
  '200 MB of %s as %s are answered 413 with what to do, in bounded memory, and store nothing',
  async (_, type, piece) => {
    const before = process.memoryUsage().rss
    const { status, body, sent, peak } = await post(type, piece, Math.ceil((200 * MEGABYTE) / piece(0).length))
    expect({ status, type: body['type'] }).toEqual({ status: 413, type: '/problems/too-large' })
    expect(body['hint']).toContain('yiping import')
    expect(sent).toBeGreaterThanOrEqual(200 * MEGABYTE)
    expect(peak - before).toBeLessThan(MOST_GROWN)
    expect(await bench.rows('governance.case')).toEqual([])
  },
)

test('the process goes on taking deliveries', async () => {
  expect(await post('application/x-ndjson', () => Buffer.from(line('after')), 1)).toMatchObject({
    status: 201,
    body: { accepted: 1, rejected: 0 },
  })
})
