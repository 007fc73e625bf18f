import fc from 'fast-check'
import { local } from './city.ts'

/** A row of `t.case`; times are minutes after the first of January 2025. */
export interface CaseRow {
  id: string
  at: number
  updated_at: number
  region: string
  kind: 'a' | 'b'
  person: string | null
  amount: number | null
  closed_at: number | null
}
export interface ReadingRow {
  station: string
  at: number
  region: string
  level: number | null
}

export type Delivery = { dataset: 't.case'; rows: CaseRow[] } | { dataset: 't.reading'; rows: ReadingRow[] }

const START = local('2025-01-01')
const MINUTES = 100 * 1440

/** Moment of a minute, as departments write it. */
export const written = (minute: number): string =>
  new Date(START + minute * 60_000).toISOString().slice(0, 19).replace('T', ' ')

const REGIONS = ['d', 't1', 't2', 'z1', 'v11', 'v12', 'v21']
const region = fc.constantFrom(...REGIONS, 'v11', 'v12', 'v21', 'v11', 'v12', 'v21')
const minute = fc.oneof(
  fc.nat(MINUTES),
  fc.nat(70).map((n) => n * 1440),
  fc.nat(3000),
)
const quarter = fc.integer({ min: -40, max: 400 }).map((n) => n / 4)

const caseRow: fc.Arbitrary<CaseRow> = fc.record({
  id: fc.nat(25).map((n) => `c${n}`),
  at: minute,
  updated_at: fc.nat(12),
  region,
  kind: fc.constantFrom('a', 'b'),
  person: fc.option(
    fc.nat(6).map((n) => `p${n}`),
    { nil: null },
  ),
  amount: fc.option(quarter, { nil: null }),
  closed_at: fc.option(minute, { nil: null }),
})
const readingRow: fc.Arbitrary<ReadingRow> = fc.record({
  station: fc.nat(4).map((n) => `s${n}`),
  at: fc.oneof(
    fc.nat(50).map((n) => n * 600),
    minute,
  ),
  region,
  level: fc.option(quarter, { nil: null }),
})

/** Deliveries as they come in: late, repeated, out of order, corrected, empty, at any level. */
export const deliveries: fc.Arbitrary<Delivery[]> = fc.array(
  fc.oneof(
    fc.array(caseRow, { maxLength: 8 }).map((rows): Delivery => ({ dataset: 't.case', rows })),
    fc.array(readingRow, { maxLength: 8 }).map((rows): Delivery => ({ dataset: 't.reading', rows })),
  ),
  { minLength: 1, maxLength: 24 },
)

/** Times written out, `updated_at` after all of them. */
export const asDelivered = (delivery: Delivery): object[] =>
  delivery.rows.map((row) =>
    'id' in row
      ? {
          ...row,
          at: written(row.at),
          updated_at: written(MINUTES + row.updated_at),
          closed_at: row.closed_at === null ? null : written(row.closed_at),
        }
      : { ...row, at: written(row.at) },
  )

/**
 * What is true after all deliveries, kept with nothing but maps: later `updated_at` (else arrival) wins; the first
 * reading stays.
 */
export const truthOf = (all: readonly Delivery[]): { cases: CaseRow[]; readings: ReadingRow[] } => {
  const cases = new Map<string, CaseRow>()
  const readings = new Map<string, ReadingRow>()
  for (const delivery of all) {
    if (delivery.dataset === 't.case') {
      for (const row of delivery.rows)
        if ((cases.get(row.id)?.updated_at ?? -1) <= row.updated_at) cases.set(row.id, row)
    } else
      for (const row of delivery.rows)
        if (!readings.has(`${row.station} ${row.at}`)) readings.set(`${row.station} ${row.at}`, row)
  }
  return { cases: [...cases.values()], readings: [...readings.values()] }
}
