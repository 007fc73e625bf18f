import type { PanelInfo, PanelKind, ScreenInfo } from '../../server/contract/index.ts'

/**
 * A screen composed for a page that scrolls: what has to be decided and key numbers across the top, what needs width in
 * the main column, lists beside it, tables below.
 */
interface DeskPlan {
  top: PanelInfo[]
  main: PanelInfo[]
  side: PanelInfo[]
  below: PanelInfo[]
}

const WIDE: PanelKind[] = ['headline', 'map', 'trend']

/**
 * Every panel once, in the order of the screen, except the ticker: it repeats what the alerts say, and here is room to
 * read them.
 */
export const deskPlan = ({ top: above, left, centre, right }: ScreenInfo): DeskPlan => {
  const panels = [centre, ...left, ...right].filter(({ kind }) => kind !== 'ticker')
  const numbers = panels.find(({ kind }) => kind === 'headline')
  const below = panels.filter(({ kind }) => kind === 'table')
  const rest = panels.filter((panel) => panel !== numbers && panel.kind !== 'table')
  const isWide = ({ kind }: PanelInfo): boolean => WIDE.includes(kind)
  return {
    top: [above, numbers].filter((panel) => panel !== null && panel !== undefined),
    main: rest.filter(isWide),
    side: rest.filter((panel) => !isWide(panel)),
    below,
  }
}
