import type { Problem, Receipt, Reject } from '../../contract/index.ts'

const SHOWN_ROWS = 20
const MOST_REASONS = 15
const GAP = '  '
const WIDEST = 30

const isWide = (character: string): boolean =>
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(character)
const widthOf = (text: string): number => [...text].reduce((width, character) => width + (isWide(character) ? 2 : 1), 0)

const oneLine = (text: string): string => {
  const flat = text.replace(/\p{Cc}+/gu, ' ')
  let kept = ''
  for (const character of flat) {
    if (widthOf(kept) >= WIDEST) return `${kept}…`
    kept += character
  }
  return kept
}

/** Columns as wide as their widest cell, Chinese characters counted as two; the last one runs free. */
const table = (rows: readonly (readonly string[])[]): string => {
  const columns = rows[0]?.length ?? 0
  const widths = Array.from({ length: columns }, (_, column) => Math.max(...rows.map((row) => widthOf(row[column]!))))
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === columns - 1 ? cell : cell + ' '.repeat(widths[column]! - widthOf(cell))))
        .join(GAP),
    )
    .join('\n')
}

const rejectTable = (rejects: readonly Reject[]): string =>
  table([
    ['行号', '列', '原值', '原因'],
    ...rejects.map((one) => [String(one.row), oneLine(one.column ?? '—'), oneLine(one.value ?? '（空）'), one.reason]),
  ])

/** What became of an import, for a terminal. */
export const report = (
  receipt: Receipt,
  rejectFile: string | null,
  reasons: readonly (readonly [string, number])[] = [],
): string => {
  const lines = [
    `${receipt.dryRun ? '试运行，没有保存：可接受' : '接受'} ${receipt.accepted} 行，拒收 ${receipt.rejected} 行${receipt.dryRun ? '' : `，版本 ${receipt.version}`}`,
  ]
  if (receipt.repeated) lines.push('此前导入过同一文件，以上含当时的结果；要再导入一遍请加 --again')
  if (receipt.ignoredColumns.length > 0)
    lines.push(`未声明、没有采用的列 ${receipt.ignoredColumns.length} 个：${receipt.ignoredColumns.join('、')}`)
  if (receipt.rejected > SHOWN_ROWS)
    lines.push('拒收原因：', table(reasons.slice(0, MOST_REASONS).map(([kind, count]) => [`${count} 行`, kind])))
  if (receipt.rejects.length > 0)
    lines.push(
      `拒收的前 ${Math.min(SHOWN_ROWS, receipt.rejects.length)} 行：`,
      rejectTable(receipt.rejects.slice(0, SHOWN_ROWS)),
    )
  if (rejectFile !== null) lines.push(`拒收清单：${rejectFile}`)
  return lines.join('\n')
}

/** A refusal as a whole, for a terminal. */
export const reportProblem = ({ title, detail, hint }: Problem): string =>
  [title, detail, hint].filter((line) => line !== undefined).join('\n')
