import { expect, test } from 'vitest'
import type { PanelInfo, PanelKind } from '../../server/contract/index.ts'
import { sidePanels } from './side.ts'

const panel = (id: string, kind: PanelKind): PanelInfo => ({ id, kind, title: null, weight: 1, indicators: [] })

test('beside the queue stand the ranking, the key numbers and the warnings, one of each, as far as the screen has them', () => {
  const screen = {
    left: [panel('l0', 'headline'), panel('l1', 'headline')],
    centre: panel('c', 'map'),
    right: [panel('r0', 'ranking')],
  }
  expect(sidePanels(screen).map(({ id }) => id)).toEqual(['r0', 'l0'])
})

test('what this reader may not see leaves its place to the next of its kind, or to none', () => {
  const screen = {
    left: [panel('l0', 'headline'), panel('l1', 'headline')],
    centre: panel('c', 'map'),
    right: [panel('r0', 'ranking')],
  }
  const broken = { kind: 'broken' as const, message: '' }
  expect(sidePanels(screen, { l0: broken, r0: broken }).map(({ id }) => id)).toEqual(['l1'])
})
