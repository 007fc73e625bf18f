import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProbe, type Probe } from '../../store/index.ts'
import { parseExpression, type Expected } from './parse.ts'
import type { KnownColumns } from './types.ts'

let probe: Probe
beforeAll(async () => {
  probe = await createProbe()
})
afterAll(() => probe.close())

const columns: KnownColumns = {
  name: { type: 'VARCHAR' },
  kind: { type: 'VARCHAR', values: ['甲', '乙'] },
  n: { type: 'BIGINT' },
  m: { type: 'DOUBLE' },
  began_at: { type: 'TIMESTAMP' },
  done_at: { type: 'TIMESTAMP' },
  day: { type: 'DATE' },
  ok: { type: 'BOOLEAN' },
}
const parse = (text: string, expected: Expected = 'any') => parseExpression(text, { columns, probe, expected })
const messages = async (text: string, expected: Expected = 'any') => {
  const parsed = await parse(text, expected)
  return 'problems' in parsed
    ? parsed.problems.map(({ message }) => message).join(' / ')
    : `allowed: ${parsed.value.sql}`
}

describe('what analysts write is allowed', () => {
  test.each<[string, Expected]>([
    ['true', 'condition'],
    ['done_at is not null', 'condition'],
    ['n between 1 and 5', 'condition'],
    ["kind in ('甲', '乙')", 'condition'],
    ["date_diff('minute', began_at, done_at) / 60.0", 'number'],
    ['case when n > 1 then m else 0 end', 'number'],
    ['began_at', 'moment'],
    ['day', 'moment'],
    ['began_at + interval 72 hour <= now()', 'condition'],
    ['done_at < bucket_end()', 'condition'],
    ["name like '%路%'", 'condition'],
    ['not ok', 'condition'],
    ['greatest(n, m)', 'number'],
    ['round_even(m, 0)', 'number'],
    ['n::double / m', 'number'],
    ["regexp_matches(name, '^[0-9]+$')", 'condition'],
  ])('%s as %s', async (text, expected) => {
    expect(await messages(text, expected)).toMatch(/^allowed/)
  })
})

describe('nothing but the own columns can be reached', () => {
  test.each([
    'select 1',
    '(select 1)',
    'n in (select 1)',
    'exists (select 1)',
    "read_text('/etc/passwd')",
    "read_csv('/etc/passwd')",
    "getenv('HOME')",
    'n) from x --',
    '1); drop table x; --',
    'n, m',
    'n union select 1',
    "current_setting('threads')",
    'pragma_version()',
    'other.n',
    'count(*)',
    'sum(n)',
    'row_number() over ()',
    'list_transform([1], x -> x)',
    '*',
    'columns(*)',
    '?',
    '$1',
    '#1',
    "'a' collate nocase",
    'random()',
    'today()',
    'current_date',
    '[1, 2]',
    '{a: 1}',
    'n::text[]',
    'n as x',
    'rowid',
    '_region',
    "nextval('s')",
    'query(1)',
    'struct_pack(a := 1)',
    'other.length(name)',
    'unnest([1])',
    'began_at at time zone name',
    'x.y.z',
    "error('x')",
    'repeat(name, 1000000000)',
    "'甲' || (select 1)",
  ])('%s is refused', async (text) => {
    expect(await messages(text)).not.toMatch(/^allowed/)
  })

  test('any text at all gets an answer, and what is allowed holds only columns it names', async () => {
    const word = fc.constantFrom(
      'n',
      'm',
      'name',
      'began_at',
      'now()',
      '(',
      ')',
      '+',
      '/',
      "'",
      '"',
      '--',
      ';',
      'select',
      'from',
      'case',
      'when',
      'end',
      'is null',
      ',',
      '1e999',
      '甲',
      '\\',
      '$$',
      '/*',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')),
        ),
        async (text) => {
          const parsed = await parse(text)
          if ('value' in parsed) {
            expect(Object.keys(columns)).toEqual(expect.arrayContaining(parsed.value.columns))
            await probe.rows(
              `select ${parsed.value.sql} from (select null::BIGINT n, null::DOUBLE m, null::VARCHAR "name", null::VARCHAR kind, null::TIMESTAMP began_at, null::TIMESTAMP done_at, null::DATE "day", null::BOOLEAN ok, null::TIMESTAMP _now, null::TIMESTAMP _bucket_end)`,
            )
          } else expect(parsed.problems.length).toBeGreaterThan(0)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('an odd row gives no value instead of stopping the query', () => {
  test.each([
    ['n / 0', null],
    ['n % 0', null],
    ['ln(m)', null],
    ["date_diff('day', began_at, done_at)", null],
    ['(n + 9007199254740991) * (n + 9007199254740991)', null],
    ['exp(m * -10000)', null],
  ])('%s', async (text, expected) => {
    const parsed = await parse(text)
    if (!('value' in parsed)) throw new Error(await messages(text))
    const [row] = await probe.rows(
      `select (${parsed.value.sql})::DOUBLE as v from (select 7::BIGINT n, -1::DOUBLE m, null::TIMESTAMP began_at, null::TIMESTAMP done_at)`,
    )
    expect(row!['v']).toBe(expected)
  })
})

test('a problem points at the letter it stands at', async () => {
  const parsed = await parse('名 is null or n > 1 and 办 > 2')
  expect('problems' in parsed && parsed.problems.map(({ offset }) => offset)).toEqual([0, 23])
})

test('what the surrounding query must offer is known', async () => {
  const parsed = await parse('began_at < bucket_end() and done_at > now()')
  expect('value' in parsed && [parsed.value.usesNow, parsed.value.usesBucketEnd, parsed.value.columns]).toEqual([
    true,
    true,
    ['began_at', 'done_at'],
  ])
})
