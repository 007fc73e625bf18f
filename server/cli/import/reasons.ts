import type { Reject } from '../../contract/index.ts'

const MOST_KINDS = 200

/** Codes, numbers and times differ from row to row; the kind of mistake does not. */
const kindOf = (reason: string): string => reason.replaceAll(/[0-9][0-9:.,T+-]*/g, '…')

/** Why rows were refused, each kind of mistake once. Bounded: past so many kinds the rest are one. */
export const createReasons = () => {
  const counts = new Map<string, number>()
  const note = (column: string | null, reason: string): void => {
    const kind = `${column === null || column === '' ? '' : `${column}：`}${kindOf(reason)}`
    const name = counts.has(kind) || counts.size < MOST_KINDS ? kind : '其他原因'
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return {
    add: (rejects: readonly Reject[]): void => rejects.forEach(({ column, reason }) => note(column, reason)),
    /** Takes lines of a list of rejects, without its header. */
    addLines: async (lines: string): Promise<void> => {
      const { parse } = await import('csv-parse/sync')
      for (const [, column = '', , reason = ''] of parse(lines, { relax_column_count: true, skip_empty_lines: true }))
        note(column, reason)
    },
    /** The commonest first. */
    list: (): [kind: string, count: number][] => [...counts].sort((a, b) => b[1] - a[1]),
  }
}
