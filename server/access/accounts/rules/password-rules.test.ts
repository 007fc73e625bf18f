import { expect, test } from 'vitest'
import { randomPassword } from '../random-password.ts'
import { createPasswordRules } from './password-rules.ts'

const fault = createPasswordRules()
const owner = { username: 'shenxiaolan01', name: '沈晓岚' }

test.each([
  ['short', '密码至少 12 位'],
  ['alllowercase12', '密码须含'],
  ['Shenxiaolan01!', '用户名'],
  ['My-Shenxiaolan!', '用户名'],
  ['沈晓岚Is-here-9', '本人姓名'],
  ['Aa1!Aa1!Aa1!', '重复'],
  ['330109-20261121', '密码须含'],
  ['3301091990010112345', '数字和符号'],
  ['5201314.5201314.5201314', '数字和符号'],
  ['Woaini5201314!', '“woaini”'],
  ['Zhangwei19900101', '“zhangwei”'],
  ['P@ssw0rd12345!', '“password”'],
  ['Xiaoshan@330109', '“xiaoshan”'],
  ['yiping-demo-2026', '“yiping”“demo”'],
  ['Yiping-Admin-2026', '“yiping”“admin”'],
  ['Qwer1234Asdf!', '“qwer”“asdf”'],
  ['Hangzhou-Xihu-1688', '“hangzhou”“xihu”'],
  ['Passwordpassword1', '“password”'],
  ['Sunshine.2026.10', '“sunshine”'],
  ['Chocolate12345!', '“chocolate”'],
  ['管理员Admin2026!', '“管理员”“admin”'],
  ['Ｐａｓｓｗｏｒｄ１２３４', '“password”'],
])('%s is refused: %s', (password, words) => expect(fault(password, owner)).toContain(words))

test.each([
  'Spring-tide-2026',
  'West-lake-2026',
  'Own-pass-phrase-1',
  'correct horse battery staple',
  '明前雨前龙井三月采茶九月听潮年年好',
  'kV9#tq2LmZx8',
  '看潮要去盐官 18:30',
])('%s is taken', (password) => expect(fault(password, owner)).toBeNull())

test('twelve signs are enough, whatever a computer counts them as, and eleven are not', () => {
  expect([fault('kV9#tq2LmZx', owner), fault('kV9#tq2LmZx8', owner), fault('𠮷V9#tq2LmZ𠮷', owner)]).toEqual([
    expect.stringContaining('12 位'),
    null,
    expect.stringContaining('12 位'),
  ])
  expect(fault('kV9#tq2LmZx8 '.repeat(20).slice(0, 200), owner)).toBeNull()
})

test('made-up passwords are taken', () => {
  for (let count = 0; count < 300; count += 1) expect(fault(randomPassword(), owner)).toBeNull()
})

test('a long one is looked at in no time', () => {
  const begun = performance.now()
  for (const password of ['password'.repeat(25), 'zhangwei1'.repeat(22), 'aB3$'.repeat(50), `${'woaini'.repeat(33)}xy`])
    fault(password, owner)
  expect(performance.now() - begun).toBeLessThan(500)
})
