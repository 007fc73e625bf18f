import type { PanelInfo, PanelKind, ScreenInfo } from '../../server/contract/index.ts'

const KINDS: PanelKind[] = ['ranking', 'headline', 'alerts']

/** What of a screen stands beside the queue: who is how far, the key numbers, what warns; the first of each kind. */
export const sidePanels = ({ left, centre, right }: Pick<ScreenInfo, 'left' | 'centre' | 'right'>): PanelInfo[] => {
  const panels = [...left, centre, ...right]
  return KINDS.flatMap((kind) => panels.find((panel) => panel.kind === kind) ?? [])
}
