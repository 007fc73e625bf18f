import { keyOf, type Definition, type ListName } from '../reading/definition.ts'
import { createReport, type Finding } from '../reading/report.ts'
import type { Candidate } from './ledger.ts'

/** Everything that was read, and what held before. */
export interface Sources {
  definitions: readonly Definition[]
  /** Files whose missing definitions may still be meant, because the file could not be read to its end. */
  damaged: ReadonlySet<string>
  /** Something could not be read: what seems to be missing may only be unreadable. */
  incomplete: boolean
  previous: ReadonlyMap<string, Definition>
}

/** The definitions of one list by id; of two with one id the first counts. */
export const candidatesOf = (
  list: ListName | 'city',
  { definitions, damaged, previous }: Sources,
): { candidates: Map<string, Candidate>; problems: Finding[] } => {
  const candidates = new Map<string, Candidate>()
  const problems: Finding[] = []
  for (const definition of definitions.filter((one) => one.list === list)) {
    const report = createReport(definition)
    const known = definition.id === null ? undefined : candidates.get(definition.id)
    if (definition.id === null) report.add([], '缺少 id，或 id 不是文本')
    else if (known)
      report.add(
        ['id'],
        `编号 ${definition.id} 已在 ${known.current!.place.file}:${known.current!.place.line} 定义，这一处不起作用`,
      )
    else candidates.set(definition.id, { current: definition, previous: previous.get(keyOf(definition)) ?? null })
    problems.push(...report.problems)
  }
  for (const definition of previous.values()) {
    const isMissing = definition.list === list && definition.id !== null && !candidates.has(definition.id)
    if (isMissing && damaged.has(definition.place.file))
      candidates.set(definition.id!, { current: null, previous: definition })
  }
  return { candidates, problems }
}
