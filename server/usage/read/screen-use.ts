import type { Catalog, Screen } from '../../catalog/index.ts'
import type { Moment, UsageActs, UsagePanel, UsageScreen } from '../../contract/index.ts'
import { summaryOf, wordsOf, type Rated } from '../rating/index.ts'
import { standingOn } from '../stands.ts'
import { actsOf, type Outcome } from './acts.ts'
import { countOf, idleOf, sum } from './counts.ts'
import type { Reach } from './reach.ts'
import type { UsageRow } from './rows.ts'

/** What an answer is made of, as far as its reader is told. */
export interface Told {
  catalog: Catalog
  reach: Reach
  rows: readonly UsageRow[]
  outcomes: readonly Outcome[]
  rated: readonly Rated[]
  /** No people of any unit asked for are told of, walls alone. */
  few: boolean
  /** Now, and since when nobody must have opened what lies idle (local ms). */
  now: number
  idleSince: number
  format: (local: number) => Moment
}

const useOf = ({ format, idleSince, few }: Told, rows: readonly UsageRow[]) => ({
  ...countOf(rows, format),
  idle: idleOf(rows, idleSince, few),
})

/** Use of an indicator on a screen; `null` = it is not for this reader. */
const panelUse = (told: Told, screen: Screen, id: string): UsagePanel | null => {
  const { catalog, reach, rows, outcomes, now } = told
  const { title, theme } = catalog.indicators.get(id)!
  if (!reach.tellsAny(theme)) return null
  const mine = rows.filter((row) => row.screen === screen.id && row.subject === id && reach.tells(theme, row.unit))
  return {
    indicator: id,
    title,
    ...useOf(told, mine),
    acts: reach.seesAny(theme)
      ? actsOf(
          outcomes.filter(({ indicator }) => indicator === id),
          now,
        )
      : null,
  }
}

/**
 * An alert counts once for a screen, by whichever of its indicators; `null` = the reader may see the alerts of none.
 */
const screenActs = ({ outcomes, now }: Told, panels: readonly UsagePanel[]): UsageActs | null => {
  if (panels.length > 0 && panels.every(({ acts }) => acts === null)) return null
  const shown = new Set(panels.map(({ indicator }) => indicator))
  return actsOf(
    outcomes.filter(({ indicator }) => shown.has(indicator)),
    now,
  )
}

/** Use of a screen and of each indicator on it. */
export const screenUse = (told: Told, screen: Screen): UsageScreen => {
  const { catalog, reach, rows, rated } = told
  const panels = standingOn(catalog, screen).flatMap((id) => panelUse(told, screen, id) ?? [])
  const said = rated.filter((one) => one.screen === screen.id && reach.tells(screen.theme, one.unit))
  return {
    id: screen.id,
    title: screen.title,
    theme: catalog.themes.find(({ id }) => id === screen.theme)?.title ?? null,
    ...useOf(
      told,
      rows.filter((row) => row.screen === screen.id && row.subject === ''),
    ),
    cards: sum(panels.map(({ openings, wall }) => openings + wall)),
    acts: screenActs(told, panels),
    rating: summaryOf(said),
    words: reach.keepsAny(screen.theme) ? wordsOf(said.filter(({ unit }) => reach.keeps(screen.theme, unit))) : null,
    panels,
  }
}
