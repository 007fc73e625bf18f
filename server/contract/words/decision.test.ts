import { expect, test } from 'vitest'
import { decisionSums } from './decision.ts'

test.each([
  [3, 1, 2, 4, 0, '无人接手 3 条 · 事件了结未解除 1 条 · 在办仍在变差 2 条 · 其余 4 条在办'],
  [0, 0, 2, 0, 0, '在办仍在变差 2 条'],
  [0, 0, 0, 4, 0, '红色、橙色预警 4 条，都有人在办或已有安排，没有在变差'],
  [0, 0, 0, 0, 0, '没有红色、橙色预警'],
  [0, 0, 0, 0, 2, '未签收 2 条，是否立案不在您的权限之内'],
  [0, 0, 1, 4, 2, '在办仍在变差 1 条 · 未签收 2 条，是否立案不在您的权限之内 · 其余 4 条在办'],
])('%i unclaimed, %i ended, %i worse, %i in hand, %i untold', (unclaimed, ended, worse, inHand, untold, words) =>
  expect(decisionSums({ waiting: { unclaimed, ended, worse }, inHand, untold })).toBe(words),
)
