import { once } from 'node:events'
import type { Writable } from 'node:stream'

/** The reader went away: a closed connection, a cancelled job. */
export class SinkClosed extends Error {}

/** Hands bytes on and waits while the reader is slower than we are. Throws `SinkClosed` once nobody reads any more. */
export const push = async (sink: Writable, chunk: string | Uint8Array): Promise<void> => {
  if (sink.destroyed || sink.writableEnded) throw new SinkClosed('nobody reads any more')
  if (sink.write(chunk)) return
  const gone = new AbortController()
  const close = (): void => gone.abort()
  sink.once('close', close)
  try {
    await once(sink, 'drain', { signal: gone.signal })
  } catch (error) {
    throw gone.signal.aborted ? new SinkClosed('nobody reads any more') : error
  } finally {
    sink.off('close', close)
  }
}
