import { expect, test } from 'vitest'
import { clearWords, wishOf } from './releases.ts'

test('what is taken out is what the address shows', () => {
  expect(
    wishOf('/api/v1/datasets/service.relief/rows?region=330109113&grain=month&from=2026-10-01&to=2026-10-01'),
  ).toEqual({ dataset: 'service.relief', region: '330109113', grain: 'month', from: '2026-10-01', to: '2026-10-01' })
  expect(wishOf('/api/v1/datasets/a.b/rows')).toEqual({
    dataset: 'a.b',
    region: undefined,
    from: undefined,
    to: undefined,
  })
})

test('what goes out in clear is named', () => {
  expect([clearWords({ clear: ['姓名', '电话'] }), clearWords({ clear: [] })]).toEqual([
    '原文列：姓名、电话',
    '个人信息全部脱敏',
  ])
})
