import { LRUCache } from 'lru-cache'
import { readDocument, type ReadDocument } from './document.ts'
import type { SourceFile } from './files.ts'

/** Enough for two cities' definitions. */
const MOST_KEPT = 200

const known = new LRUCache<string, ReadDocument>({ max: MOST_KEPT })

/**
 * What `readDocument` says. All files are asked for whenever one of them is saved, and reading them is most of the work:
 * one that reads as it did before is not read again.
 */
export const readOnce = (source: SourceFile): ReadDocument => {
  const key = JSON.stringify([source.file, source.text])
  const before = known.get(key)
  if (before !== undefined) return before
  const read = readDocument(source)
  known.set(key, read)
  return read
}
