import { expect, test } from 'vitest'
import type { PanelInfo, PanelKind, ScreenInfo } from '../../server/contract/index.ts'
import { deskPlan } from './plan.ts'

const panel = (id: string, kind: PanelKind): PanelInfo => ({ id, kind, title: null, weight: 1, indicators: [] })
const screen: ScreenInfo = {
  id: 's',
  title: '',
  theme: null,
  alertTheme: null,
  levels: [],
  top: panel('t', 'decisions'),
  left: [panel('l0', 'headline'), panel('l1', 'targets'), panel('l2', 'headline')],
  centre: panel('c', 'map'),
  right: [panel('r0', 'feeds'), panel('r1', 'table'), panel('r2', 'ranking')],
  bottom: panel('b', 'ticker'),
}

test('every panel but the ticker stands once, what has to be decided and the first key numbers on top', () => {
  const { top, main, side, below } = deskPlan(screen)
  expect([top, main, side, below].map((part) => part.map(({ id }) => id))).toEqual([
    ['t', 'l0'],
    ['c', 'l2'],
    ['l1', 'r0', 'r2'],
    ['r1'],
  ])
})
