import { typeWord } from './sql-type.ts'
import type { ExpressionProblem, KnownColumns, Probe } from './types.ts'

const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`

const words = (types: string): string =>
  types
    .split(/,\s*(?![^(]*\))/)
    .map((type) => typeWord(type.trim()))
    .join('、')

const UNITS = 'year、quarter、month、week、day、hour、minute、second'

const TRANSLATIONS: [RegExp, (match: RegExpExecArray) => string][] = [
  [
    /No function matches the given name and argument types '([^\s(]+)\((.*?)\)'\./s,
    (m) => (m[2] === '' ? `${m[1]} 缺少参数` : `${m[1]} 不能用于 ${words(m[2]!)}，请检查列的类型或参数个数`),
  ],
  [/Cannot compare values of type (.+?) and type (.+?) - /s, (m) => `${typeWord(m[1]!)}不能与${typeWord(m[2]!)}比较`],
  [
    /Cannot mix values of type (.+?) and (.+?) in (\w+)/s,
    (m) => `${m[3]} 里不能混用${typeWord(m[1]!)}和${typeWord(m[2]!)}`,
  ],
  [
    /(?:invalid )?(?:timestamp|date|time) field.*?: "(.*?)"/s,
    (m) => `“${m[1]}”不是有效的时间，应写作 '2025-01-31' 或 '2025-01-31 08:00:00'`,
  ],
  [
    /Could not convert string '(.*?)' to (\w+)/s,
    (m) => `文本“${m[1]}”不能转换为${/INT/.test(m[2]!) ? '整数' : /BOOL/.test(m[2]!) ? '真假' : '数值'}`,
  ],
  [
    /extract specifier "(.*?)" not recognized|Invalid (?:unit|specifier).*?"(.*?)"/s,
    (m) => `“${m[1] ?? m[2]}”不是时间单位，可用 ${UNITS}`,
  ],
  [/cannot take (logarithm|square root)/s, (m) => (m[1] === 'logarithm' ? '不能对零或负数取对数' : '不能对负数开平方')],
  [/Overflow|out of range/is, () => '数值超出范围'],
  [/Invalid Input Error: (.+)/s, (m) => `参数不对：${m[1]!.split('\n')[0]}`],
]

/** DuckDB's refusal in words. */
const translateError = (error: unknown): string => {
  const raw = error instanceof Error ? error.message : String(error)
  for (const [pattern, say] of TRANSLATIONS) {
    const match = pattern.exec(raw)
    if (match !== null) return say(match)
  }
  return `表达式不成立：${raw.split('\n')[0]}`
}

/**
 * The type DuckDB gives the expression over the columns. It is evaluated once over a row of nulls,
 * so that literals that are no dates and patterns that do not close are found now and not by a delivery.
 */
export const bind = async (
  sql: string,
  known: KnownColumns,
  probe: Probe,
): Promise<{ type: string } | { problems: ExpressionProblem[] }> => {
  const columns = Object.entries({ ...known, _now: { type: 'TIMESTAMP' }, _bucket_end: { type: 'TIMESTAMP' } })
  const row = columns.map(([name, column]) => `null::${column.type} as ${quoteName(name)}`).join(', ')
  try {
    const [answer] = await probe.rows(
      `select typeof(${sql}) as type, (${sql}) is null as empty from (select ${row}) as nothing`,
    )
    return { type: String(answer?.['type']) }
  } catch (error) {
    return { problems: [{ message: translateError(error), offset: null }] }
  }
}
