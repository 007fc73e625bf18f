import {
  catalogAnswer as wholeAnswer,
  withinScreens,
  withinThemes,
  withRegistry,
  type Catalog,
} from '../catalog/index.ts'
import { themesOf, type CatalogAnswer, type Person, type Scope } from '../contract/index.ts'
import { shownOn } from '../screens/index.ts'

interface CatalogReader extends Pick<Person, 'screens'> {
  scope: Scope
  /** Whether they keep the deliveries of a theme, numbers seen or not. */
  keeps: (theme: string) => boolean
}

/** The definitions as far as a reader may know of them; a wall, of those its screens need alone. */
export const catalogAnswer = (
  catalog: Catalog,
  { scope, screens, keeps }: CatalogReader,
  city: { root: string; timeZone: string; demo: boolean },
): CatalogAnswer => {
  const whole = wholeAnswer(catalog, city)
  const within = withinThemes(whole, themesOf(scope))
  if (screens !== undefined) return withinScreens(within, screens, shownOn(catalog, screens))
  return withRegistry(within, whole, whole.themes.map(({ id }) => id).filter(keeps))
}
