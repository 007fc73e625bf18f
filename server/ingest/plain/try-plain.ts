import type { DeliveredDataset } from '../../catalog/index.ts'
import type { Receipt } from '../../contract/index.ts'
import type { Zone } from '../../lib/index.ts'
import type { PlainBatch, Store } from '../../store/index.ts'
import { fixedOffset, plainColumns } from './plain-columns.ts'

const LINE_FEED = 10
const OPEN = 123
const MOST_LINE = 1_048_576

const headerOf = (bytes: Buffer): string[] | null => {
  const end = bytes.indexOf(LINE_FEED)
  if (bytes[0] !== OPEN || end < 0 || end > MOST_LINE) return null
  try {
    return Object.keys(JSON.parse(bytes.toString('utf8', 0, end)) as object)
  } catch {
    return null
  }
}

const countLines = (bytes: Buffer): number => {
  let lines = 1
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) lines += 1
  return lines
}

type PlainDelivery = Pick<PlainBatch, 'id' | 'spec' | 'key' | 'source' | 'sender' | 'arrived' | 'checks'> & {
  dataset: DeliveredDataset
  bytes: Buffer
  latest: number
  ignored: (header: readonly string[]) => string[]
}

/** Offers NDJSON to the store as it was sent; `null` when its rows have to be read one by one. */
export const createPlain = (store: Pick<Store, 'writePlain'>, zone: Zone) => {
  const offset = fixedOffset(zone)
  return async ({ dataset, bytes, latest, ignored, ...delivered }: PlainDelivery): Promise<Receipt | null> => {
    const header = headerOf(bytes)
    const columns = header === null ? null : plainColumns(dataset, header, latest)
    if (header === null || columns === null) return null
    const { region } = dataset
    return store.writePlain({
      ...delivered,
      bytes,
      lines: countLines(bytes),
      header,
      columns,
      offset,
      time: dataset.time,
      ignoredColumns: ignored(header),
      region: region !== null && 'column' in region ? region.column : null,
    })
  }
}
