import { createBudget, type Budget } from '../lib/index.ts'

/**
 * How often a minute: reads, changes, files taken out and batches delivered by each person or token; tries to sign in,
 * requests of strangers, requests in all and connections of the stream from each address; messages on each connection.
 * An address may be the whole of an office, so those are wide.
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
} as const
export type RateKind = keyof typeof RATES
export type Rates = Record<RateKind, number>
export type Budgets = Record<RateKind, Budget>

const KINDS = Object.keys(RATES) as RateKind[]

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
      if (!KINDS.includes(name as RateKind))
        throw new Error(`无法识别的限额“${part}”：可写 ${KINDS.map((kind) => `${kind}=${RATES[kind]}`).join(',')}`)
      return [name, Number(count)]
    })
  return { ...RATES, ...(Object.fromEntries(changed) as Partial<Rates>) }
}

/** One budget for each kind. */
export const createBudgets = (rates: Rates, now: () => number): Budgets =>
  Object.fromEntries(KINDS.map((kind) => [kind, createBudget(rates[kind], now)])) as Budgets
