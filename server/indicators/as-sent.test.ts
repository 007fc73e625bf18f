import fc from 'fast-check'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import type { Receipt } from '../contract/index.ts'
import { cellTable, factTable } from '../store/index.ts'
import { createCity, loadDefinitions, local, only, smallTree, type City } from './testing/city.ts'

const DATASET = 'governance.case'
const RUNS = Number(process.env['YIPING_RUNS'] ?? 14)
const NOW = local('2026-06-01 12:00:00')
const catalog = only(await loadDefinitions(), [
  'governance.new_cases',
  'governance.open_cases',
  'governance.on_time_rate',
])

/** As most are sent, and as some are. */
const odd = (usual: fc.Arbitrary<unknown>, ...others: unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 60, arbitrary: usual }, { weight: 1, arbitrary: fc.constantFrom<unknown>(...others) })

const TIMES = [
  '2026-06-01T08:00:00.000+08:00',
  '2026-05-31 23:59:59',
  '2026-05-30T10:00:00+08:00',
  '2026-05-29T10:00:00',
]
const ODD_TIMES = [
  '2026-02-30 08:00:00',
  '2026-06-01T00:00:00Z',
  '20260601',
  '2026-05-31 24:00:00',
  '2026-05-31 23:59:60',
  ' 2026-05-31 08:00:00',
  '2026-05-31T08:00:00.12+08:00',
  '2027-01-01 08:00:00',
  '1988-07-01 08:00:00',
  '12026-05-31 08:00:00',
  46_000,
  '',
]

const row = fc.record({
  case_id: odd(
    fc.integer({ min: 1, max: 4_000 }).map((n) => `案-${n}`),
    'A 1',
    ' A1',
    'A1 ',
    'A\u00001',
    '',
    null,
    12,
    12.5,
    -0,
    1e21,
    1e20,
    '123456789012345678',
    true,
    { a: 1 },
    [1],
    '1.50',
    '　甲',
    'e\u0301',
    '-1',
  ),
  reported_at: odd(fc.constantFrom(...TIMES), ...ODD_TIMES),
  updated_at: odd(fc.constantFrom(...TIMES, null), ...ODD_TIMES),
  region_code: odd(fc.constantFrom('v11', 'v12', 'v21', 't1'), 'nowhere', '', null, ' v11', 11),
  category: odd(fc.constantFrom('环境卫生', '矛盾纠纷', null), '别的', ' 环境卫生', '', 5),
  departments: odd(fc.constantFrom(1, 2, null), '2', '2.0', 2.5, 0, -1, '一', '1,000', 1e16, true),
  closed_at: odd(fc.constantFrom(null, '2026-06-01 09:00:00'), ...ODD_TIMES, '2020-01-01 00:00:00'),
  rating: odd(fc.constantFrom(null, 5), 6, '5', ' 5'),
  reporter: odd(fc.constantFrom('张三', null, '李四（网格员）'), '—', 'a.b', { x: 1 }),
  phone: odd(fc.constantFrom('13800000000', 13800000000, ''), '0571-88888888', 1.5),
})

/** Keys left out, more of them, or in another order. */
const line = (values: object, shape: number): string => {
  const entries = Object.entries(values)
  if (shape === 1) return JSON.stringify(Object.fromEntries(entries.slice(0, -1)))
  if (shape === 2) return JSON.stringify({ ...values, remark: '备注' })
  if (shape === 3) return JSON.stringify(Object.fromEntries(entries.reverse()))
  if (shape === 4) return '{"case_id":"x"'
  if (shape === 5) return 'null'
  if (shape === 6) return `${JSON.stringify(values).slice(0, -1)},"phone":"1"}`
  return JSON.stringify(values)
}
const delivery = fc
  .record({
    rows: fc.array(
      fc.tuple(
        row,
        fc.oneof({ weight: 80, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 6 }) }),
      ),
      { minLength: 1, maxLength: 5 },
    ),
    all: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) }),
    end: fc.constantFrom('', '\n', '\n\n', '\r\n'),
  })
  .map(({ rows, all, end }) => rows.map(([values, shape]) => line(values, shape === 0 ? all : shape)).join('\n') + end)

const send = async (city: City, bodies: readonly string[], length: boolean): Promise<unknown[]> => {
  const gist = ({ accepted, rejected, rejects, ignoredColumns }: Receipt): unknown => ({
    accepted,
    rejected,
    rejects,
    ignoredColumns,
  })
  const told: unknown[] = []
  for (const body of bodies) {
    const bytes = Buffer.from(body)
    const answer = await city.ingest.submit({
      dataset: DATASET,
      source: 'test',
      stream: Readable.from([bytes]),
      contentType: 'application/x-ndjson',
      ...(length ? { length: bytes.length } : {}),
    })
    told.push('problem' in answer ? answer.problem : gist(answer.receipt))
  }
  return told
}

const stored = (city: City): Promise<unknown[]> =>
  city.store.read(async (sql) => [
    (await sql.query(`select * from ${factTable(DATASET)} order by all`)).records(),
    (
      await sql.query(
        `select _region, _start, ${'sum(columns(* exclude (_region, _start)))'} from ${cellTable(DATASET)} group by all order by all`,
      )
    ).records(),
  ])

test('a delivery that the store reads as it was sent leaves and answers what reading it row by row would', async () => {
  const [quick, careful] = [
    await createCity(catalog, smallTree(), () => NOW, 1),
    await createCity(catalog, smallTree(), () => NOW),
  ]
  let asSent = 0
  const { writePlain } = quick.store
  quick.store.writePlain = async (batch) => {
    const receipt = await writePlain(batch)
    if (receipt !== null) asSent += 1
    return receipt
  }
  try {
    // Each run goes on where the last one ended, so a smaller counterexample would begin from another place.
    await fc.assert(
      fc.asyncProperty(fc.array(delivery, { minLength: 4, maxLength: 12 }), async (bodies) => {
        expect(await send(quick, bodies, true)).toEqual(await send(careful, bodies, false))
        expect(await stored(quick)).toEqual(await stored(careful))
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
    expect(asSent, 'many are taken as they are').toBeGreaterThan(RUNS)
  } finally {
    await quick.close()
    await careful.close()
  }
})

test('deliveries that wait together are taken together, each as a version of its own; the odd one is read with care', async () => {
  const city = await createCity(catalog, smallTree(), () => NOW, 1)
  try {
    const body = (from: number, region: string): Buffer =>
      Buffer.from(
        Array.from({ length: 40 }, (_, n) =>
          JSON.stringify({ case_id: `c${from + n}`, reported_at: '2026-06-01 08:00:00', region_code: region }),
        ).join('\n'),
      )
    const submit = (bytes: Buffer) =>
      city.ingest.submit({
        dataset: DATASET,
        source: 'test',
        stream: Readable.from([bytes]),
        contentType: 'application/x-ndjson',
        length: bytes.length,
      })
    const answers = await Promise.all([
      submit(body(0, 'v11')),
      submit(body(100, 'v12')),
      submit(body(200, 'elsewhere')),
      submit(body(110, 'v21')),
      submit(body(300, 'v21')),
    ])
    const receipts = answers.map((answer) => ('receipt' in answer ? answer.receipt : null)!)
    expect(receipts.map(({ accepted, rejected }) => [accepted, rejected])).toEqual([
      [40, 0],
      [40, 0],
      [0, 40],
      [40, 0],
      [40, 0],
    ])
    const rows = await city.store.read(async (sql) =>
      (await sql.query(`select _version, count(*) as n from ${factTable(DATASET)} group by all`)).records(),
    )
    const counts = new Map(rows.map(({ _version, n }) => [_version, n]))
    for (const [index, { version }] of receipts.entries()) if (index !== 2) expect(counts.get(version)).toBe(40)
    const current = await city.store.read(
      async (sql) =>
        (await sql.query(`select count(*) as n from ${factTable(DATASET)} where _superseded is null`)).column('n')[0],
    )
    expect(current).toBe(130)
  } finally {
    await city.close()
  }
})
