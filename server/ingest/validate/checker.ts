import type { DeliveredDataset } from '../../catalog/index.ts'
import { keyText, type CheckedRow, type Refusal } from '../../store/index.ts'
import { reject, type CellFault } from '../../parse/index.ts'
import {
  compileReader,
  createClaims,
  sourceOf,
  type ColumnSource,
  type ReadContext,
  type Values,
} from './column/index.ts'
import { reportHeaders, type HeaderReport } from './headers.ts'
import { tableSpec } from '../table-spec.ts'
import { isWrong, type Reader, type Stored } from './value/index.ts'

const MOST_REASONS = 3

interface ColumnCheck {
  name: string
  source: ColumnSource
  read: Reader<Stored>
  required: boolean
  /** The later end of what is plausible applies: when it happened, or was last changed. */
  past: boolean
  blank: ReadonlySet<string> | null
}

/** Everything known about a dataset's rows, compiled once. */
export interface Checker {
  headers: (columns: readonly string[]) => HeaderReport
  /** `latest` is the last moment (local) that is not yet the future. */
  check: (row: number, values: Values, latest: number) => CheckedRow | Refusal
}

/** Where each column's value is found, whether it must be there, and whether it must not lie in the future. */
export const columnSources = (
  dataset: DeliveredDataset,
): Pick<ColumnCheck, 'name' | 'source' | 'required' | 'past'>[] => {
  const claims = createClaims(dataset.columns)
  const { region } = dataset
  const needed = new Set([dataset.time, ...dataset.key])
  if (region && 'column' in region) needed.add(region.column)
  if (region && 'lookup' in region) needed.add(region.by)
  if (region && 'point' in region) needed.add(region.point)
  return Object.entries(dataset.columns).map(([name, column]) => ({
    name,
    source: sourceOf(name, column, claims(name)),
    required: column.required || needed.has(name),
    past: name === dataset.time || name === dataset.updated,
  }))
}

const compileColumns = (dataset: DeliveredDataset, context: ReadContext): ColumnCheck[] =>
  columnSources(dataset).map((found) => {
    const column = dataset.columns[found.name]!
    return {
      ...found,
      read: compileReader(column, context),
      blank: column.blank === undefined ? null : new Set(column.blank.map((text) => text.trim())),
    }
  })

const FAULTS: Record<CellFault['fault'], (fault: CellFault) => string> = {
  formula: ({ cell }) => `${cell} 是公式且没有计算结果，请在 Excel 中重新计算后保存，或粘贴为数值`,
  error: ({ cell, text }) => `${cell} 是错误值 ${text}`,
  merged: ({ cell, text }) => `${cell} 在合并单元格 ${text} 内，请取消合并并逐格填写`,
}

const faultOf = (written: unknown): CellFault | null =>
  typeof written === 'object' && written !== null && 'fault' in written && Object.hasOwn(FAULTS, String(written.fault))
    ? (written as CellFault)
    : null

const isBlank = (written: unknown, blank: ReadonlySet<string> | null): boolean =>
  written === undefined
  || written === ''
  || (blank !== null && typeof written !== 'object' && blank.has(String(written)))

/** The value of a column, `null` where nothing is written, or what is wrong with it. */
const valueOf = (
  { read, blank, required, past }: ColumnCheck,
  written: unknown,
  latest: number,
): Stored | null | { wrong: string } => {
  if (isBlank(written, blank)) return required ? { wrong: '必填，不能为空' } : null
  const fault = faultOf(written)
  if (fault !== null) return { wrong: FAULTS[fault.fault](fault) }
  const value = read(written)
  return past && typeof value === 'number' && value > latest ? { wrong: '时间在未来，请核对日期和时区' } : value
}

const shown = (written: unknown): unknown => faultOf(written)?.text ?? written

/** One refusal a row: the first fault's column and value, the others told in its reason. */
const createRefusal = (row: number, column: ColumnCheck, values: Values, first: string) => {
  const reasons = [first]
  const header = column.source.label(values)
  return {
    add: (other: ColumnCheck, reason: string): void => void reasons.push(`${other.source.label(values)}：${reason}`),
    done: (): Refusal => {
      const more = reasons.length > MOST_REASONS ? `；另有 ${reasons.length - MOST_REASONS} 处` : ''
      return reject(row, header, shown(column.source.pick(values)), reasons.slice(0, MOST_REASONS).join('；') + more)
    },
  }
}

/** Compiles a dataset's declaration into a check of its rows. Throws for a format or pattern that is none. */
export const compileChecker = (dataset: DeliveredDataset, context: ReadContext): Checker => {
  const columns = compileColumns(dataset, context)
  const sources = columns.map((column) => column.source)
  const spec = tableSpec(dataset)
  const place = dataset.region !== null && 'column' in dataset.region ? dataset.region.column : null
  return {
    headers: (headers) => reportHeaders(sources, headers),
    check: (row, values, latest) => {
      const checked: Record<string, unknown> = {}
      let refusal: ReturnType<typeof createRefusal> | null = null
      for (const column of columns) {
        const value = valueOf(column, column.source.pick(values), latest)
        if (!isWrong(value)) checked[column.name] = value
        else if (refusal === null) refusal = createRefusal(row, column, values, value.wrong)
        else refusal.add(column, value.wrong)
      }
      if (refusal !== null)
        return {
          ...refusal.done(),
          key: keyText(spec, { values: checked, at: checked[dataset.time] as number | undefined }),
        }
      return {
        row,
        values: checked,
        region: place === null ? null : (checked[place] as string),
        at: checked[dataset.time] as number,
      }
    },
  }
}
