import type { PanelInfo, PanelKind, ScreenInfo } from '../../server/contract/index.ts'

/** A screen composed for a page that scrolls: key numbers across the top, what needs width in the main column, lists beside it, tables below. */
export interface DeskPlan { top: PanelInfo[]; main: PanelInfo[]; side: PanelInfo[]; below: PanelInfo[] }

const WIDE: PanelKind[] = ['headline', 'map', 'trend']

/** Every panel once, in the order of the screen, except the ticker: it repeats what the alerts say, and here is room to read them. */
export const deskPlan = ({ left, centre, right }: ScreenInfo): DeskPlan => {
  const panels = [centre, ...left, ...right].filter(({ kind }) => kind !== 'ticker')
  const top = panels.find(({ kind }) => kind === 'headline')
  const below = panels.filter(({ kind }) => kind === 'table')
  const rest = panels.filter((panel) => panel !== top && panel.kind !== 'table')
  const isWide = ({ kind }: PanelInfo): boolean => WIDE.includes(kind)
  return { top: top ? [top] : [], main: rest.filter(isWide), side: rest.filter((panel) => !isWide(panel)), below }
}
