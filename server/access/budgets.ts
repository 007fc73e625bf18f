import { createBudget, type Budget } from '../lib/index.ts'

/**
 * How often a minute: reads, changes, files taken out and batches delivered by each person or token; tries to sign in,
 * requests of strangers, requests in all and connections of the stream from each address; messages on each connection.
 * An address may be the whole of an office, so those are wide. `line` is no rate: so many connections of the stream each
 * person or token may have at once.
 */
export const RATES = {
  read: 1_200,
  write: 240,
  export: 30,
  deliver: 6_000,
  'sign-in': 120,
  stranger: 600,
  address: 12_000,
  connect: 1_200,
  message: 240,
  line: 60,
} as const
/** What is held to a pace; `line` is held to a number. */
export type RateKind = Exclude<keyof typeof RATES, 'line'>
export type Rates = Record<keyof typeof RATES, number>
export type Budgets = Record<RateKind, Budget> & {
  /** Connections each person or token may have at once; `Infinity` = without limit. */
  mostLines: number
}

const KINDS = Object.keys(RATES) as (keyof Rates)[]

/**
 * Reads `read=600,export=0`; what is not named stays as it is, 0 = without limit. Throws, in words, what it cannot
 * read.
 */
export const parseRates = (text: string): Rates => {
  const changed = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [, name, count] = /^([a-z-]+)\s*=\s*(\d{1,7})$/.exec(part) ?? []
      if (!KINDS.includes(name as keyof Rates))
        throw new Error(`无法识别的限额“${part}”：可写 ${KINDS.map((kind) => `${kind}=${RATES[kind]}`).join(',')}`)
      return [name, Number(count)]
    })
  return { ...RATES, ...(Object.fromEntries(changed) as Partial<Rates>) }
}

/** One budget for each kind. */
export const createBudgets = ({ line, ...rates }: Rates, now: () => number): Budgets => ({
  ...(Object.fromEntries(
    Object.entries(rates).map(([kind, perMinute]) => [kind, createBudget(perMinute, now)]),
  ) as Omit<Budgets, 'mostLines'>),
  mostLines: line === 0 ? Infinity : line,
})
