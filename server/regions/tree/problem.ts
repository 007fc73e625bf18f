/** Why a place tree cannot be used: where, what is wrong, and what to do about it, in words for the reader. */
export interface TreeProblem {
  file: string
  /** 1-based, the header included; `null` when it is the file as a whole. */
  line: number | null
  says: string
  hint: string
}

/** What was read, or every reason why not. */
export type Checked<T> = { value: T } | { problems: TreeProblem[] }

const SHOWN = 20

/** The problems as lines for a terminal or a log, the first 20 in full and the rest counted. */
export const formatProblems = (problems: readonly TreeProblem[]): string => {
  const lines = problems
    .slice(0, SHOWN)
    .map((p) => `${p.file}${p.line === null ? '' : `:${p.line}`} ${p.says}。${p.hint}`)
  if (problems.length > SHOWN) lines.push(`……另有 ${problems.length - SHOWN} 处问题`)
  return lines.join('\n')
}
