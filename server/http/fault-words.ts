import type { z } from 'zod'

type Issue = z.core.$ZodIssue
type Raw = z.core.$ZodRawIssue

/** `filter.regions[0]`. */
const placeOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (words, key) =>
      typeof key === 'number' ? `${words}[${key}]` : words === '' ? String(key) : `${words}.${String(key)}`,
    '',
  )

const KINDS: Record<string, string> = {
  string: '文本',
  number: '数值',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '对象',
  record: '对象',
  date: '日期',
}
/** What is counted of a value that is too long or too short; of numbers the value itself is. */
const COUNTED: Record<string, string> = { string: '个字', array: '项', set: '项' }

const limit = (issue: Extract<Raw, { code: 'too_big' | 'too_small' }>): string => {
  const counted = COUNTED[issue.origin]
  const [bound, most] = issue.code === 'too_big' ? [issue.maximum, true] : [issue.minimum, false]
  if (counted) return `${most ? '最多' : '至少'} ${bound} ${counted}`
  return `应${most ? '小于' : '大于'}${issue.inclusive === false ? '' : '或等于'} ${bound}`
}

const mismatch = ({ expected, input }: Extract<Raw, { code: 'invalid_type' }>): string =>
  input === undefined ? '没有填写' : `应为${KINDS[expected] ?? expected}`

/** What a schema says of a value of its own accord, for `safeParse`; sentences written into a schema come before it. */
export const schemaWords = (issue: Raw): string => {
  switch (issue.code) {
    case 'invalid_type':
      return mismatch(issue)
    case 'invalid_value':
      return issue.input === undefined
        ? `没有填写，可用：${issue.values.map(String).join('、')}`
        : `只能是：${issue.values.map(String).join('、')}`
    case 'too_big':
    case 'too_small':
      return limit(issue)
    case 'not_multiple_of':
      return `应为 ${issue.divisor} 的倍数`
    case 'invalid_format':
      return '格式不正确'
    case 'unrecognized_keys':
      return `没有这些项：${issue.keys.join('、')}`
    default:
      return '填写不正确'
  }
}

const isOwn = (issue: Issue): boolean => issue.message !== schemaWords(issue as Raw)

/**
 * What is wrong, a line for each field by its name – `limit 应小于或等于 500` – and sentences of the schema's author as they
 * are; `nameOf` gives what people call a field. The issues must be told in `schemaWords` and hold their input.
 */
export const faultWords = (
  issues: readonly Issue[],
  nameOf: (path: readonly PropertyKey[]) => string | undefined = () => undefined,
): string =>
  issues
    .map((issue) => {
      const name = nameOf(issue.path)
      return isOwn(issue)
        ? issue.message
        : name === undefined
          ? `${placeOf(issue.path) || '请求内容'} ${issue.message}`
          : `${name}${issue.message}`
    })
    .join('\n')
