import { expect, test } from 'vitest'
import { decisionSums } from './decision.ts'

test.each([
  [3, 1, 2, 4, '无人接手 3 条 · 事件了结未解除 1 条 · 在办仍在变差 2 条 · 其余 4 条在办'],
  [0, 0, 2, 0, '在办仍在变差 2 条'],
  [0, 0, 0, 4, '红色、橙色预警 4 条，都有人在办或已有安排，没有在变差'],
  [0, 0, 0, 0, '没有红色、橙色预警'],
])('%i unclaimed, %i ended, %i worse, %i in hand', (unclaimed, ended, worse, inHand, words) =>
  expect(decisionSums({ waiting: { unclaimed, ended, worse }, inHand })).toBe(words),
)
