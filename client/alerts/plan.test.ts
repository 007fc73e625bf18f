import { expect, test } from 'vitest'
import type { AlertPlan } from '../../server/contract/index.ts'
import { shownSteps } from './plan.ts'

const plan: AlertPlan = {
  id: 'x.flood',
  title: '防汛响应',
  basis: null,
  steps: [
    { who: '镇街', does: '值班领导到岗。', withinSeconds: 900, from: null, asked: true },
    { who: '村社', does: '巡查堤防。', withinSeconds: 3_600, from: 'yellow', asked: true },
    { who: '区领导', does: '到指挥部坐镇。', withinSeconds: 1_800, from: 'red', asked: false },
    { who: '镇街', does: '组织复工。', withinSeconds: null, from: null, asked: true },
  ],
}

test('steps say who and by when, and those a graver alert would ask for say from when on', () => {
  expect(shownSteps(plan, { scale: 'four' }).map(({ who, within, later }) => [who, within, later])).toEqual([
    ['镇街', '15 分钟内', ''],
    ['村社', '1 小时内', ''],
    ['区领导', '30 分钟内', 'Ⅰ级 红起'],
    ['镇街', '', ''],
  ])
})
