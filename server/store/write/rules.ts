import type { Refusal } from './batch.ts'
import { keyText } from './key-text.ts'
import type { Script } from './script.ts'
import type { Part } from './run.ts'
import { stageTable, type StagedRow } from './stage.ts'

/** Rows between `from` and `until` (numbers of the stage) that break a rule, with its words; all rules in one pass. */
const brokenIn = async (
  script: Script,
  { batch }: Part,
  { from, until, all }: { from: number; until: number; all: boolean },
): Promise<{ seq: number; says: string }[]> => {
  if (batch.checks.length === 0) return []
  const verdict = batch.checks.map((check, index) => `when (${check.sql}) = false then ${index}`).join(' ')
  const range = all ? '' : ` and _seq >= ${from} and _seq < ${until}`
  const found = await script.often(
    `select _seq as seq, case ${verdict} end as rule from ${stageTable(batch.spec)} where (case ${verdict} end) is not null${range}`,
  )
  const rules = found.column('rule') as number[]
  return (found.column('seq') as number[]).map((seq, index) => ({ seq, says: batch.checks[rules[index]!]!.says }))
}

const sameRules = (a: Part, b: Part): boolean =>
  a.batch.checks.length === b.batch.checks.length
  && a.batch.checks.every(({ sql }, index) => sql === b.batch.checks[index]!.sql)

/**
 * Staged rows that break a declared rule, refused with the rule's words. Parts under the same rules are checked as one.
 */
export const findBroken = async (
  script: Script,
  parts: readonly Part[],
  rows: readonly StagedRow[],
): Promise<Map<StagedRow, Refusal>> => {
  const broken = new Map<StagedRow, Refusal>()
  let from = 0
  for (let first = 0; first < parts.length;) {
    let last = first
    let until = from
    while (last < parts.length && sameRules(parts[first]!, parts[last]!)) until += parts[last++]!.settled.rows.length
    for (const { seq, says } of await brokenIn(script, parts[first]!, {
      from,
      until,
      all: last - first === parts.length,
    })) {
      const row = rows[seq]!
      broken.set(row, {
        row: row.row,
        column: null,
        value: null,
        reason: says,
        key: keyText(parts[first]!.batch.spec, row),
      })
    }
    first = last
    from = until
  }
  return broken
}
