import { expect, test } from 'vitest'
import { z } from 'zod'
import { givenGrantSchema, newPersonSchema, newTokenSchema } from '../contract/index.ts'
import { parseBody, parseQuery } from './reply.ts'

const schema = z
  .strictObject({
    grain: z.enum(['day', 'week']),
    limit: z.coerce.number().int().min(1).max(500).default(1),
    names: z.array(z.string().max(3)).min(1).default(['a']),
    rows: z.templateLiteral(['by:', z.string()]).or(z.literal('time')).optional(),
    id: z
      .string()
      .regex(/^[a-z]+$/)
      .optional(),
    one: z.object({ two: z.number().gt(0) }).optional(),
    wide: z.string().optional(),
    why: z.string().min(4, '请写明原因（至少 4 个字）').optional(),
  })
  .refine(({ wide, id }) => wide === undefined || id !== undefined, '写 wide 时还要写 id')

const faultOf = (parse: () => unknown): unknown => {
  try {
    return parse()
  } catch (error) {
    const { title, field, detail } = (error as { problem: { title: string; field: string; detail: string } }).problem
    return [title, field, detail]
  }
}

test.each<[unknown, string, string]>([
  [{}, 'grain', 'grain 没有填写，可用：day、week'],
  [{ grain: 'x', limit: 0 }, 'grain', 'grain 只能是：day、week\nlimit 应大于或等于 1'],
  [{ grain: 'day', limit: 501 }, 'limit', 'limit 应小于或等于 500'],
  [{ grain: 'day', limit: 'many' }, 'limit', 'limit 应为数值'],
  [{ grain: 'day', limit: 1.5 }, 'limit', 'limit 应为整数'],
  [{ grain: 'day', names: [] }, 'names', 'names 至少 1 项'],
  [{ grain: 'day', names: ['a', 'long'] }, 'names.1', 'names[1] 最多 3 个字'],
  [{ grain: 'day', names: 'a' }, 'names', 'names 应为列表'],
  [{ grain: 'day', rows: 'x' }, 'rows', 'rows 填写不正确'],
  [{ grain: 'day', id: 'A' }, 'id', 'id 格式不正确'],
  [{ grain: 'day', one: { two: 0 } }, 'one.two', 'one.two 应大于 0'],
  [{ grain: 'day', one: {} }, 'one.two', 'one.two 没有填写'],
  [{ grain: 'day', why: 'x', limit: 0 }, 'limit', 'limit 应大于或等于 1\n请写明原因（至少 4 个字）'],
  [{ grain: 'day', wide: 'x' }, '', '写 wide 时还要写 id'],
])('what is wrong is told of every field in words: %j', (input, field, detail) => {
  expect(faultOf(() => parseQuery(schema, input))).toEqual([
    field === '' ? '参数不正确' : `参数 ${field} 不正确`,
    field,
    detail,
  ])
})

test('a body that is none, and one with too much in it, are told apart', () => {
  expect(faultOf(() => parseBody(schema, []))).toEqual(['请求内容应为 JSON 对象', '', '请求内容 应为对象'])
  expect(faultOf(() => parseBody(schema, { grain: 'day', graine: 1, x: 2 }))).toEqual([
    'graine 填写不正确',
    'graine',
    '请求内容 没有这些项：graine、x',
  ])
})

const GRANT = { role: 'town', region: 'd', themes: 'all', actions: ['aggregate'] }
const PERSON = { username: 'wang', name: '王敏', grants: [GRANT] }
test.each<[string, () => unknown, string, string]>([
  [
    'a day',
    () => parseBody(givenGrantSchema, { ...GRANT, endsOn: '31.12.2026' }),
    '有效期（endsOn）填写不正确',
    '日期应为 年-月-日',
  ],
  [
    'no name',
    () => parseBody(newPersonSchema, { ...PERSON, name: ' ' }),
    '姓名（name）填写不正确',
    '姓名（name）至少 1 个字',
  ],
  [
    'a part of a list',
    () => parseBody(newPersonSchema, { ...PERSON, grants: [GRANT, { ...GRANT, region: '' }] }),
    '第 2 项授权的区域（grants.1.region）填写不正确',
    '第 2 项授权的区域（grants.1.region）至少 1 个字',
  ],
  [
    'a field called otherwise',
    () => parseBody(newTokenSchema, { kind: 'feed', name: '', dataset: 'x' }, { name: '用途' }),
    '用途（name）填写不正确',
    '用途（name）至少 1 个字',
  ],
])('fields of forms and commands are told as people call them: %s', (_, parse, title, detail) => {
  expect(faultOf(parse)).toEqual([title, expect.any(String), detail])
})
