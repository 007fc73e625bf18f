import { expect, test } from 'vitest'
import { requestWords } from './address-words.ts'
import type { Names } from './names.ts'
import { SENTENCES } from './sentences.ts'

const NAMES = { person: (id: string) => `王敏（${id}）` } as Names

test.each([
  ['DELETE /api/v1/admin/people/wang/grants/g1', '删除账号 王敏（wang） 的授权'],
  ['POST /api/v1/admin/people/wang/password', '提交账号 王敏（wang） 的密码'],
  ['DELETE /api/v1/admin/people/wang', '删除账号 王敏（wang）'],
  ['GET /api/v1/cases/parties?action=dispatch', '查看可以承办事件的单位和人员'],
  ['GET /api/v1/cases/c1', '查看事件 c1'],
  ['GET /api/v1/annotations?grain=day', '查看标注'],
  ['GET /api/v1/alerts/letters', '查看未送达的通知'],
  ['GET /api/v1/nothing', '查看 /api/v1/nothing'],
])('%s is told as %s', (request, words) => {
  const [method = '', address = ''] = request.split(' ')
  expect(requestWords(method, address, NAMES)).toBe(words)
})

test.each([
  ['switch off t.high', '停用规则“水位高”'],
  ['switch on t.high', '启用规则“水位高”'],
])('%s is told as %s', (what, words) => {
  const [pattern, say] = SENTENCES.find(([one]) => one.test(what))!
  expect(say({ rule: () => '“水位高”' } as unknown as Names, pattern.exec(what)!.slice(1))).toBe(words)
})

test('a notice that is sent again is told by its title', () => {
  const what = 'resend m1-feishu 【红色预警】瓜沥镇 事件积压'
  const [pattern, say] = SENTENCES.find(([one]) => one.test(what))!
  expect(say(NAMES, pattern.exec(what)!.slice(1))).toBe('重新发送未送达的通知“【红色预警】瓜沥镇 事件积压”')
})
