import { causeOfRow, type DeliveredDataset } from '../../catalog/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { RegionNode } from '../../regions/index.ts'
import type { Value } from '../../store/index.ts'
import type { CaseOrder } from '../commands/open.ts'
import { SYSTEM } from '../types.ts'

/** A row as it is stored. */
export type StoredRow = Readonly<Record<string, Value>>

const two = (part: number): string => String(part).padStart(2, '0')

/** A value as an officer reads it; what was not delivered is a dash. */
const said = (value: Value | undefined, type: string | undefined): string => {
  if (value === null || value === undefined) return '—'
  if (typeof value !== 'number' || (type !== 'time' && type !== 'date')) return String(value)
  const at = new Date(value)
  const day = `${at.getUTCMonth() + 1}月${at.getUTCDate()}日`
  return type === 'date' ? day : `${day} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`
}

/**
 * The case a row asks for; the same row, however often it comes and whatever has changed in it, asks under the same
 * cause.
 */
export const orderOfRow = (
  row: StoredRow,
  dataset: DeliveredDataset,
  place: Pick<RegionNode, 'code' | 'name'>,
): CaseOrder => {
  const source = dataset.opens!
  const fill = (text: string): string =>
    text.replaceAll(/\{([^{}]*)\}/g, (_, name: string) =>
      name === '区域' ? place.name : said(row[name], dataset.columns[name]?.type),
    )
  return {
    type: source.type,
    title: fill(source.title),
    words: fill(source.words),
    region: place.code,
    origin: { kind: 'feed', title: `${dataset.owner} · ${dataset.title}`, alert: null },
    cause: causeOfRow(
      dataset.id,
      dataset.key.map((name) => String(row[name] ?? '')),
    ),
    ...(source.place === null || row[source.place] == null ? {} : { place: String(row[source.place]) }),
    by: { ...SYSTEM, name: dataset.owner, post: '部门转入' },
  }
}

/** Whether a row lies so far back that it is history. */
export const isHistory = (at: number, { opens }: DeliveredDataset, clock: Clock): boolean =>
  clock.local() - at > opens!.withinSeconds * 1000
