import type { Regions } from '../../regions/index.ts'
import { parseLocal, type Zone } from '../../lib/index.ts'
import type { Block, DataSheet } from '../document/model.ts'
import { watermarkOf, type Row, type Stamp } from '../export/exporter.ts'
import { columnsFor, type RowSource } from '../table/columns.ts'
import type { Behind, Used } from './collect.ts'

interface Gathered extends Used {
  where: Set<string>
}

const keyOf = ({ indicator, grain, region, cell, member, pin }: Used): string =>
  JSON.stringify([indicator.id, grain, region.code, cell.bucket, member, pin.version])

/** Each number once, in the order of the text, with every place it stands at and every comparison it was read with. */
const gather = (behind: Behind, nameOf: (block: Block | null) => string): Gathered[] => {
  const all = new Map<string, Gathered>()
  for (const { used, block } of behind.all()) {
    const key = keyOf(used)
    const known = all.get(key)
    if (known) {
      known.where.add(nameOf(block))
      known.cell = { ...known.cell, compare: { ...known.cell.compare, ...used.cell.compare } }
    } else all.set(key, { ...used, where: new Set([nameOf(block)]) })
  }
  return [...all.values()]
}

export interface DataDeps {
  zone: Zone
  regions: Regions
  stamp: Stamp
  top: string
}

/**
 * Every number a report was written from: real numbers with the digits shown, what each is compared with, and where it
 * stands.
 */
export const dataOf = (
  behind: Behind,
  nameOf: (block: Block | null) => string,
  { zone, regions, stamp, top }: DataDeps,
): DataSheet => {
  const columns = columnsFor(['yoy', 'pop'], { alone: false, printed: false })
  const [used, named] = [gather(behind, nameOf), columns.findIndex(({ title }) => title !== true)]
  const split = used.some(({ member }) => member !== null)
  const heads = columns.map(({ of: _, ...column }) => column)
  // What lies above the place of the report is not named.
  const parentOf = (code: string): string => {
    const parent = code === top ? null : (regions.get(code)?.parent ?? null)
    return (parent === null ? null : regions.get(parent)?.name) ?? ''
  }
  const rowOf = ({ indicator, grain, region, cell, member, pin, where }: Gathered): Row => {
    const source: RowSource = {
      indicator,
      grain,
      cell,
      start: parseLocal(zone, cell.bucket)!,
      region: { name: region.name, parent: parentOf(region.code) },
      note: { asOf: pin.asOf, version: pin.version, watermark: watermarkOf(stamp) },
    }
    const [what, rest] = [columns.slice(0, named), columns.slice(named)].map((some) => some.map(({ of }) => of(source)))
    return [...what!, [...where].join('、'), ...rest!, ...(split ? [member ?? ''] : []), pin.version]
  }
  return {
    name: '数据',
    columns: [
      ...heads.slice(0, named),
      { name: '出处', kind: 'text', width: 18 },
      ...heads.slice(named),
      ...(split ? [{ name: '类别', kind: 'text' as const, width: 18 }] : []),
      { name: '数据版本', kind: 'number', width: 12 },
    ],
    rows: used.map(rowOf),
  }
}
