import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createClock, createZone } from '../lib/index.ts'
import { createLedger, type Ledger } from '../store/index.ts'
import { readAnchor } from './anchor.ts'
import { offers } from './chain.ts'
import { createAudit, verifyLines, type Audit, type Deed } from './index.ts'
import { verifyLedger } from './verify/index.ts'

let folder: string
let ledger: Ledger
let audit: Audit
let now = Date.parse('2026-11-21T04:30:00Z')
let faults: unknown[] = []
const clock = createClock(createZone('Asia/Shanghai'), () => now)

const open = async (algorithm: 'sha256' | 'sm3' = 'sha256'): Promise<void> => {
  ledger = await createLedger({ path: join(folder, 'ledger.duckdb'), threads: 1, memoryLimit: '100MB' })
  audit = await createAudit({
    ledger,
    clock,
    algorithm,
    anchor: join(folder, 'audit.anchor'),
    failed: (error) => faults.push(error),
  })
}
const shut = async (): Promise<void> => {
  await audit.close()
  await ledger.close()
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yiping-audit-'))
  faults = []
  await open()
})
afterEach(async () => {
  await shut()
  rmSync(folder, { recursive: true })
})

const deed = (what: string, more: Partial<Deed> = {}): Deed => ({
  who: 'li',
  name: '李',
  from: '10.0.0.8',
  deed: 'rows',
  what,
  outcome: 'done',
  ...more,
})
const fill = (count: number): Promise<unknown> =>
  Promise.all(Array.from({ length: count }, (_, index) => audit.append(deed(`dataset:${index}`))))
const page = (more: object = {}) => audit.read({ limit: 50, ...more }, { from: null, to: null })
const sql = (statement: string): Promise<unknown> => ledger.write((one) => one.query(statement))

describe('what is written', () => {
  test('entries have consecutive numbers, each linked to the one before, and survive a restart', async () => {
    await fill(3)
    await shut()
    await open()
    await audit.append(deed('after'))
    const { entries } = await page()
    expect(entries.map(({ seq }) => seq)).toEqual([4, 3, 2, 1])
    expect(entries.slice(0, -1).every((entry, index) => entry.previous === entries[index + 1]!.hash)).toBe(true)
    expect(await audit.verify()).toMatchObject({ whole: true, entries: 4, head: { seq: 4 }, findings: [] })
  })

  test('an entry is durable when it is answered', async () => {
    await audit.append(deed('unmask', { deed: 'unmask', why: '核实投诉' }))
    const text = await ledger.read(async (one) => (await one.query('select why from audit')).column('why'))
    expect(text).toEqual(['核实投诉'])
  })

  test('many at once share transactions and keep their order', async () => {
    await fill(2_500)
    const { entries } = await page({ limit: 500 })
    expect(entries.map(({ what }) => what).slice(0, 3)).toEqual(['dataset:2499', 'dataset:2498', 'dataset:2497'])
    expect((await audit.verify()).entries).toBe(2_500)
  })

  test('a page is read by who, what, deed, outcome and time, and read on from where it ended', async () => {
    await audit.append(deed('dataset:a'))
    now += 86_400_000
    await audit.append(deed('dataset:b', { who: 'wang', name: '王', outcome: 'refused', why: '群众来电' }))
    expect((await page({ who: '王' })).entries.map(({ what }) => what)).toEqual(['dataset:b'])
    expect((await page({ outcome: 'done' })).entries.map(({ what }) => what)).toEqual(['dataset:a'])
    expect((await page({ text: '来电' })).entries).toHaveLength(1)
    expect((await audit.read({ limit: 50 }, { from: '2026-11-22', to: null })).entries.map(({ what }) => what)).toEqual(
      ['dataset:b'],
    )
    const first = await page({ limit: 1 })
    expect(first.next).toBe(2)
    expect(await page({ limit: 1, before: 2 })).toMatchObject({ next: null, entries: [{ what: 'dataset:a' }] })
  })

  test('text that looks like SQL or like the anchor is only text', async () => {
    await audit.append(deed(`'; drop table audit; --\n{"seq":9}`))
    expect((await page()).entries[0]!.what).toContain('drop table')
    expect((await audit.verify()).whole).toBe(true)
  })

  test.runIf(offers('sm3'))('a chain may go on with SM3, and both halves are verified', async () => {
    await fill(2)
    await shut()
    await open('sm3')
    await fill(2)
    expect((await page()).entries.map(({ algorithm }) => algorithm)).toEqual(['sm3', 'sm3', 'sha256', 'sha256'])
    expect((await audit.verify()).whole).toBe(true)
  })
})

describe('an export', () => {
  const lines = async function* (drop: (seq: number) => boolean = () => false): AsyncGenerator<string> {
    for await (const entries of audit.pages({ from: null, to: null }))
      for (const entry of entries) if (!drop(entry.seq)) yield JSON.stringify(entry)
  }

  test('carries its hashes and verifies by itself, from any entry on', async () => {
    await fill(6_000)
    expect(await verifyLines(lines())).toMatchObject({ whole: true, entries: 6_000, head: audit.head() })
    expect((await verifyLines(lines((seq) => seq < 100))).whole).toBe(true)
  })

  test('with a line missing or changed says which', async () => {
    await fill(5)
    expect((await verifyLines(lines((seq) => seq === 3))).findings).toMatchObject([{ kind: 'missing', seq: 3 }])
    const withBroken = async function* (): AsyncGenerator<string> {
      yield* lines()
      yield '{"seq":6'
    }
    expect((await verifyLines(withBroken())).findings).toMatchObject([{ kind: 'changed', seq: 5 }])
  })
})

/** One way to tamper with a file of `size` entries, and the numbers between which it must be located. */
interface Tampering {
  says: string
  statements: string[]
  from: number
  to: number
}

const COLUMNS = [
  'moment',
  'who',
  'name',
  'address',
  'deed',
  'what',
  'why',
  'outcome',
  'algorithm',
  'previous',
  'hash',
] as const
const HASHED = ['moment', 'who', 'name', 'address', 'deed', 'what', 'why', 'outcome']

const tampering = (size: number): fc.Arbitrary<Tampering> => {
  const place = fc.integer({ min: 1, max: size })
  return fc.oneof<fc.Arbitrary<Tampering>[]>(
    fc.tuple(place, fc.constantFrom(...COLUMNS)).map(([seq, column]) => ({
      says: `${column} of ${seq}`,
      statements: [`update audit set ${column} = ${column} || 'x' where seq = ${seq}`],
      from: seq,
      to: seq,
    })),
    fc.tuple(place, fc.constantFrom(...HASHED)).map(([seq, column]) => ({
      says: `${column} of ${seq} emptied`,
      statements: [`update audit set ${column} = null where seq = ${seq}`],
      from: seq,
      to: seq,
    })),
    fc.tuple(place, fc.nat(3)).map(([seq, more]) => ({
      says: `${seq}–${seq + more} removed`,
      statements: [`delete from audit where seq between ${seq} and ${seq + more}`],
      from: seq,
      to: seq,
    })),
    fc
      .tuple(place, place)
      .filter(([a, b]) => a !== b)
      .map(([a, b]) => ({
        says: `${a} and ${b} change places`,
        from: Math.min(a, b),
        to: Math.min(a, b),
        statements: [`update audit set seq = case seq when ${a} then ${b} else ${a} end where seq in (${a}, ${b})`],
      })),
    place.map((seq) => ({
      says: `${seq} twice`,
      statements: [`insert into audit select * from audit where seq = ${seq}`],
      from: seq,
      to: seq,
    })),
    place.map((seq) => ({
      says: `invented at the end`,
      statements: [
        `insert into audit select ${size + 1}, moment, who, name, address, deed, what, why, outcome, algorithm, previous, hash from audit where seq = ${seq}`,
      ],
      from: size + 1,
      to: size + 1,
    })),
    place.map((seq) => ({
      says: `tail cut from ${seq}`,
      statements: [`delete from audit where seq >= ${seq}`],
      from: seq,
      to: seq,
    })),
    fc.constant({ says: 'all gone', statements: ['delete from audit'], from: 1, to: 1 }),
    place.map((seq) => ({
      says: `${seq} loses its number`,
      statements: [`update audit set seq = null where seq = ${seq}`],
      from: 0,
      to: seq,
    })),
  )
}

describe('tampering', () => {
  test('is always found, and located at the first entry it touches', async () => {
    const size = 40
    await fill(size)
    await sql('create table pristine as select * from audit')
    await fc.assert(
      fc.asyncProperty(tampering(size), async ({ says, statements, from, to }) => {
        for (const statement of statements) await sql(statement)
        const { whole, findings } = await audit.verify()
        await sql('delete from audit')
        await sql('insert into audit select * from pristine order by seq')
        expect(whole, says).toBe(false)
        expect(findings[0]!.seq, `${says}: ${JSON.stringify(findings[0])}`).toBeGreaterThanOrEqual(from)
        expect(findings[0]!.seq, says).toBeLessThanOrEqual(to)
      }),
      { numRuns: 150 },
    )
    expect((await audit.verify()).whole).toBe(true)
  }, 60_000)

  test('of nothing but the newest entry is told as a cut, at its number', async () => {
    await fill(5)
    await sql('delete from audit where seq = 5')
    expect((await audit.verify()).findings).toMatchObject([{ kind: 'cut', seq: 5 }])
  })

  test('by one who recomputes every hash after the change is found by the anchor', async () => {
    await fill(5)
    const entries = (await page()).entries.toReversed()
    await shut()
    rmSync(join(folder, 'ledger.duckdb'))
    const anchor = readFileSync(join(folder, 'audit.anchor'))
    rmSync(join(folder, 'audit.anchor'))
    await open()
    for (const { seq, what } of entries) await audit.append(deed(seq === 2 ? 'nothing happened' : what))
    await shut()
    writeFileSync(join(folder, 'audit.anchor'), anchor)
    await open()
    expect((await audit.verify()).findings).toMatchObject([{ kind: 'replaced' }])
  })

  test('of the anchor itself is told', async () => {
    await fill(3)
    writeFileSync(join(folder, 'audit.anchor'), 'nothing to see here\n')
    expect((await audit.verify()).findings).toMatchObject([{ kind: 'anchor' }])
  })

  test('of an anchor that is gone is told, and stays in the chain once a new one is begun', async () => {
    await fill(3)
    await shut()
    rmSync(join(folder, 'audit.anchor'))
    ledger = await createLedger({ path: join(folder, 'ledger.duckdb'), threads: 1, memoryLimit: '100MB' })
    expect(await verifyLedger(ledger, readAnchor(join(folder, 'audit.anchor')))).toMatchObject({
      whole: false,
      findings: [{ kind: 'anchor', seq: 3 }],
    })
    await ledger.close()
    await open()
    expect((await page()).entries[0]).toMatchObject({
      seq: 4,
      who: 'system',
      deed: 'audit',
      what: 'anchor lost 3',
      outcome: 'failed',
    })
    await shut()
    await open()
    expect((await page()).entries).toHaveLength(4)
    expect((await audit.verify()).findings).toMatchObject([{ kind: 'anchor', seq: 4 }])
  })

  test('the anchor keeps one line for each hour, so that it stays small', async () => {
    await fill(3)
    for (let hour = 0; hour < 4; hour += 1) {
      now += 3_600_000
      await fill(3)
      await audit.append(deed('one more'))
    }
    expect(readFileSync(join(folder, 'audit.anchor'), 'utf8').trim().split('\n')).toHaveLength(5)
    expect((await audit.verify()).whole).toBe(true)
  })
})

test('an entry that cannot be written is refused to who waits for it, and told of where nobody does', async () => {
  await sql('drop table audit')
  await expect(audit.append(deed('x'))).rejects.toThrow(/audit/)
  audit.note(deed('y'))
  await expect.poll(() => faults).toHaveLength(1)
})
