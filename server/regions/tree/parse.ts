import { CsvError, parse as parseCsv } from 'csv-parse/sync'
import type { RegionNode } from '../types.ts'
import type { Checked, TreeProblem } from './problem.ts'

/** A row of the tree file and the line it ends on. */
export interface TreeRow {
  node: RegionNode
  line: number
}

export const COLUMNS = ['code', 'parent', 'level', 'name', 'kind', 'lon', 'lat', 'area_km2', 'from', 'to'] as const
const REQUIRED = COLUMNS.slice(0, 4)

type Fields = Partial<Record<(typeof COLUMNS)[number], string>>

const DAY = /^\d{4}-\d{2}-\d{2}$/
const isDay = (text: string): boolean =>
  DAY.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)

const number = (
  fields: Fields,
  column: 'lon' | 'lat' | 'area_km2',
  [min, max]: [number, number],
  complain: (says: string, hint: string) => void,
) => {
  const text = fields[column]
  if (!text) return null
  const value = Number(text)
  if (Number.isFinite(value) && value >= min && value <= max) return value
  complain(`${column} 的值“${text}”不对`, `请填 ${min} 到 ${max} 之间的数，不知道就留空`)
  return null
}

const day = (fields: Fields, column: 'from' | 'to', complain: (says: string, hint: string) => void) => {
  const text = fields[column]
  if (!text || isDay(text)) return text || null
  complain(`${column} 的值“${text}”不是日期`, '请写成 2021-04-01 这样，长期有效就留空')
  return null
}

const toNode = (fields: Fields, complain: (says: string, hint: string) => void): RegionNode => {
  for (const column of ['code', 'level', 'name'] as const)
    if (!fields[column]) complain(`${column} 是空的`, '每一行都要填 code、level、name')
  if (/^\d(\.\d+)?e\+\d+$/i.test(fields.code ?? ''))
    complain(`code 的值“${fields.code}”是表格软件改写过的`, '请把 code 列设为文本格式后重新导出')
  const kind = fields.kind || 'place'
  if (kind !== 'place' && kind !== 'zone')
    complain(`kind 的值“${kind}”不认识`, '只能填 place（区域）或 zone（统计用区），留空即 place')
  const from = day(fields, 'from', complain)
  const to = day(fields, 'to', complain)
  if (from !== null && to !== null && from >= to)
    complain(`生效日 ${from} 不早于失效日 ${to}`, 'to 是失效的第一天，必须晚于 from')
  return {
    code: fields.code ?? '',
    parent: fields.parent || null,
    level: fields.level ?? '',
    name: fields.name ?? '',
    kind: kind === 'zone' ? 'zone' : 'place',
    lon: number(fields, 'lon', [-180, 180], complain),
    lat: number(fields, 'lat', [-90, 90], complain),
    areaKm2: number(fields, 'area_km2', [0, 1e8], complain),
    from,
    to,
  }
}

const cells = (text: string, file: string): Checked<{ record: Fields; info: { lines: number } }[]> => {
  let missing: string[] = []
  try {
    const value = parseCsv<Fields>(text, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      info: true,
      skip_records_with_empty_values: true,
      columns: (header: string[]) => {
        const names = header.map((name) => name.trim().toLowerCase())
        missing = REQUIRED.filter((name) => !names.includes(name))
        return names
      },
    }) as unknown as { record: Fields; info: { lines: number } }[]
    if (missing.length > 0)
      return {
        problems: [
          {
            file,
            line: 1,
            says: `缺少列 ${missing.join('、')}`,
            hint: `第一行写列名，必须有 ${REQUIRED.join(',')}；可以有 ${COLUMNS.slice(4).join(',')}，顺序不限`,
          },
        ],
      }
    return { value }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? error.lines : null
    const uneven = error.code === 'CSV_RECORD_INCONSISTENT_COLUMNS'
    return {
      problems: [
        {
          file,
          line,
          says: uneven ? '不是完整的 CSV：列数与第一行不同' : '不是完整的 CSV：双引号没有配对',
          hint: uneven ? '请检查这一行的逗号个数；值里有逗号的要用双引号括起来' : '请检查这一行和前一行的双引号',
        },
      ],
    }
  }
}

/**
 * The rows of a tree file (`code,parent,level,name` and optional columns, any order, UTF-8 with or without BOM), each
 * checked by itself.
 */
export const parseTree = (bytes: Uint8Array, file: string): Checked<TreeRow[]> => {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return { problems: [{ file, line: null, says: '不是 UTF-8 编码', hint: '请在表格软件里另存为“CSV UTF-8”' }] }
  }
  const read = cells(text, file)
  if ('problems' in read) return read
  const problems: TreeProblem[] = []
  const rows = read.value.map(({ record, info }) => ({
    node: toNode(record, (says, hint) => problems.push({ file, line: info.lines, says, hint })),
    line: info.lines,
  }))
  if (rows.length === 0)
    problems.push({ file, line: null, says: '没有任何区域', hint: '至少要有一行 parent 为空的根节点' })
  return problems.length > 0 ? { problems } : { value: rows }
}
