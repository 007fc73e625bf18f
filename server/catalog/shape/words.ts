import type { z } from 'zod'
import { suggestion } from '../nearest.ts'

const TYPE_WORDS: Record<string, string> = {
  string: '文本',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '键值表',
  record: '键值表',
  tuple: '列表',
  null: '空',
}

const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)

/** The value as the author wrote it, short. */
export const written = (value: unknown): string => {
  if (value === null) return '空'
  if (typeof value === 'string') return `“${value.slice(0, 40)}”`
  if (typeof value === 'object') return TYPE_WORDS[kindOf(value)] ?? '键值表'
  return `${TYPE_WORDS[kindOf(value)] ?? ''} ${String(value)}`.trim()
}

const typeMessage = (expected: string, raw: unknown): string => {
  if (raw === null) return `没有填写内容，应为${TYPE_WORDS[expected] ?? expected}`
  const quote = expected === 'string' && (typeof raw === 'number' || typeof raw === 'boolean') ? '；请加引号' : ''
  return `应为${TYPE_WORDS[expected] ?? expected}，现在是${written(raw)}${quote}`
}

const sizeMessage = (issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, raw: unknown): string => {
  const [word, limit] = issue.code === 'too_small' ? ['至少', issue.minimum] : ['最多', issue.maximum]
  if (issue.origin === 'array') return `${word}要有 ${limit} 项`
  if (issue.origin === 'string') return `${word}要有 ${limit} 个字`
  const inclusive = issue.inclusive ? '' : issue.code === 'too_small' ? '且要大于它' : '且要小于它'
  return `${issue.code === 'too_small' ? '不能小于' : '不能大于'} ${limit}${inclusive}，现在是${written(raw)}`
}

const isOurs = (message: string): boolean => /[\u4e00-\u9fff]/.test(message)

/** One zod issue in words; `raw` is what stands at its place, `undefined` when nothing does. */
export const issueMessage = (issue: z.core.$ZodIssue, raw: unknown): string => {
  const name = String(issue.path.at(-1) ?? '')
  if (raw === undefined && issue.code !== 'unrecognized_keys') return `缺少 ${name}`
  if (isOurs(issue.message)) return `${written(raw)}写法不对：${issue.message}`
  if (issue.code === 'invalid_type') return typeMessage(issue.expected, raw)
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String)
    return `${written(raw)}不是可用的取值${suggestion(String(raw), values)}`
  }
  if (issue.code === 'too_small' || issue.code === 'too_big') return sizeMessage(issue, raw)
  if (issue.code === 'invalid_format') return `${written(raw)}写法不对`
  return `写法不对（${issue.message}）`
}
