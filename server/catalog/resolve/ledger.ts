import type { z } from 'zod'
import type { Definition } from '../reading/definition.ts'
import { createReport, type Finding, type Report } from '../reading/report.ts'
import { checkShape } from '../shape/check-shape.ts'
import type { Found } from './context.ts'

/** A definition as it stands now, and the last one that was good; either may be missing. */
export interface Candidate {
  current: Definition | null
  previous: Definition | null
}

interface LedgerOptions<W, T> {
  candidates: ReadonlyMap<string, Candidate>
  schema: z.ZodType<W>
  resolve: (written: W, definition: Definition, report: Report) => Promise<T | null>
  /** True when a result is worth having in spite of its problems. */
  tolerant?: boolean
}

/** Definitions of one list, each resolved once, when it is first asked for. */
export interface Ledger<T> {
  find: (id: string) => Promise<Found<T>>
  /** Resolves the rest and hands over what is good, in the order of the files. */
  all: () => Promise<{ values: Map<string, T>; definitions: Definition[]; problems: Finding[] }>
}

const KEPT = '（目前沿用上一次有效的定义）'

/** A broken definition falls back to its last good version, which has to hold among today's other definitions. */
export const createLedger = <W, T>({
  candidates,
  schema,
  resolve,
  tolerant = false,
}: LedgerOptions<W, T>): Ledger<T> => {
  const done = new Map<string, { value: T; definition: Definition } | null>()
  const open: string[] = []
  const problems: Finding[] = []

  const attempt = async (definition: Definition): Promise<{ value: T | null; found: Finding[] }> => {
    const report = createReport(definition)
    const written = checkShape(definition, schema, report)
    const value = written === null ? null : await resolve(written, definition, report)
    return { value: tolerant || report.problems.length === 0 ? value : null, found: report.problems }
  }

  const settle = async ({ current, previous }: Candidate): Promise<{ value: T; definition: Definition } | null> => {
    const first = current && (await attempt(current))
    if (current && first?.value) {
      problems.push(...first.found)
      return { value: first.value, definition: current }
    }
    const second = previous && (await attempt(previous))
    const kept = second?.value ? { value: second.value, definition: previous! } : null
    for (const problem of first?.found ?? [])
      problems.push(kept ? { ...problem, message: problem.message + KEPT } : problem)
    return kept
  }

  const find = async (id: string): Promise<Found<T>> => {
    const candidate = candidates.get(id)
    if (!candidate) return { missing: 'unknown' }
    if (open.includes(id)) return { cycle: [...open.slice(open.indexOf(id)), id] }
    if (!done.has(id)) {
      open.push(id)
      const settled = await settle(candidate)
      open.pop()
      done.set(id, settled)
    }
    const known = done.get(id)
    return known ? { value: known.value } : { missing: 'broken' }
  }

  return {
    find,
    all: async () => {
      for (const id of candidates.keys()) await find(id)
      const kept = [...candidates.keys()].flatMap((id) => {
        const known = done.get(id)
        return known ? [[id, known] as const] : []
      })
      return {
        values: new Map(kept.map(([id, { value }]) => [id, value])),
        definitions: kept.map(([, { definition }]) => definition),
        problems,
      }
    },
  }
}
