import { catalogAnswer as wholeAnswer, withinScreens, withinThemes, type Catalog } from '../catalog/index.ts'
import { themesOf, type CatalogAnswer, type Person, type Scope } from '../contract/index.ts'
import { shownOn } from '../screens/index.ts'

export interface CatalogReader extends Pick<Person, 'screens'> { scope: Scope }

/** The definitions as far as a reader may know of them; a wall, of those its screens need alone. */
export const catalogAnswer = (catalog: Catalog, { scope, screens }: CatalogReader, city: { timeZone: string; demo: boolean }): CatalogAnswer => {
  const within = withinThemes(wholeAnswer(catalog, city.timeZone, city.demo), themesOf(scope))
  return screens === undefined ? within : withinScreens(within, screens, shownOn(catalog, screens))
}
