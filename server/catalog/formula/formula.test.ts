import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProbe, type Probe } from '../../store/index.ts'
import { compileFormula } from './index.ts'

let probe: Probe
beforeAll(async () => {
  probe = await createProbe()
})
afterAll(() => probe.close())

const compute = async (text: string, letters: Record<string, number | null>) => {
  const compiled = await compileFormula(text, Object.keys(letters), probe)
  return 'evaluate' in compiled
    ? compiled.evaluate(letters)
    : compiled.problems.map(({ message }) => message).join(' / ')
}

test.each<[string, Record<string, number | null>, number | null]>([
  ['a / b * 100', { a: 1, b: 4 }, 25],
  ['a / b', { a: 1, b: 0 }, null],
  ['a / b', { a: 0, b: 5 }, 0],
  ['a - b', { a: null, b: 1 }, null],
  ['coalesce(a, 0) - b', { a: null, b: 1 }, -1],
  ['a + 0.125', { a: 1 }, 1.125],
  ['-a ** 2', { a: 3 }, 9],
  ['round(a, 1)', { a: -0.25 }, -0.3],
  ['greatest(a, b)', { a: null, b: 2 }, 2],
  ['case when a > 10 then 1 when a is null then -1 else 0 end', { a: null }, -1],
  ['case when a between 1 and 3 and not (a = 2) then a else 0 end', { a: 3 }, 3],
  ['a > b', { a: 2, b: 1 }, 1],
  ['sqrt(a)', { a: -1 }, null],
  ['a % b', { a: 7, b: 4 }, 3],
])('%s of %j is %j', async (text, letters, expected) => {
  expect(await compute(text, letters)).toBe(expected)
})

test('formulas compute what DuckDB computes', async () => {
  const texts = [
    'a / b * 100',
    '(a + b) * (a - b)',
    'round(a / b, 3)',
    'abs(a - b * 7)',
    'case when a < b then a else b / 2 end',
    'floor(a / b) + ceil(b / a)',
    'least(a, b) ** 2',
    'a % b',
    '1 - a / (a + b)',
  ]
  for (const text of texts) {
    const [row] = await probe.rows(`select (${text})::DOUBLE as v from (select 13.5::DOUBLE a, 4.25::DOUBLE b)`)
    expect(await compute(text, { a: 13.5, b: 4.25 }), text).toBeCloseTo(Number(row!['v']), 9)
  }
})

test.each([
  ['a +', '没有写完'],
  ['c + a', '公式里的 c 没有说明是哪个指标'],
  ["a + '1'", '只能写数字'],
  ['sum(a)', '公式里不能用 sum'],
  ['(select 1)', '公式里只能写'],
  ['a; select 1', '语法错误'],
  ['power(a)', '参数个数不对'],
  ['a::integer', '不能转换类型'],
])('%s is refused in words', async (text, message) => {
  expect(await compute(text, { a: 1 })).toContain(message)
})
