import { createGunzip } from 'node:zlib'
import { breakOff } from '../break-off.ts'
import { peek } from './read-bytes.ts'

// An error inside a piece loses what the piece had already given, so pieces are small; it also bounds
// how much one piece of a gzip bomb can unfold to.
const PIECE = 8_192

const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b

/** Unpacks gzip, declared or not; other bytes pass through. A broken end gives what came before it, then breaks off. */
export async function* gunzipIfNeeded(bytes: AsyncIterable<Uint8Array>, declared: boolean): AsyncGenerator<Uint8Array> {
  const { head, all } = await peek(bytes, 2)
  if (isGzip(head)) yield* gunzip(all)
  else if (declared && head.length > 0) breakOff('format', '声明为 gzip 压缩，内容却不是 gzip')
  else yield* all
}

async function* gunzip(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const engine = createGunzip()
  const ready: Uint8Array[] = []
  const state: { over: boolean; failure: Error | null } = { over: false, failure: null }
  engine.on('data', (chunk: Uint8Array) => ready.push(chunk))
  // `end` can come before the last write is answered: bytes behind the packed data are not looked at.
  const over = new Promise<void>((resolve) => {
    engine.once('end', resolve).once('error', (error) => {
      state.failure = error
      resolve()
    })
  }).then(() => {
    state.over = true
  })
  const settled = (step: (done: () => void) => void): Promise<void> => Promise.race([new Promise<void>(step), over])
  try {
    for await (const chunk of bytes) {
      for (let at = 0; at < chunk.length && !state.over; at += PIECE) {
        await settled((done) => engine.write(chunk.subarray(at, at + PIECE), () => done()))
        yield* ready.splice(0)
      }
      if (state.over) break
    }
    if (!state.over) engine.end()
    await over
    yield* ready.splice(0)
  } finally {
    engine.destroy()
  }
  if (state.failure !== null) breakOff('truncated', 'gzip 压缩包不完整或已损坏，断点之后的内容没有读到')
}
