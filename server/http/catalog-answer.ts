import { catalogAnswer as wholeAnswer, withinThemes, type Catalog } from '../catalog/index.ts'
import { themesOf, type CatalogAnswer, type Scope } from '../contract/index.ts'

/** The definitions as far as a reader may know of them. */
export const catalogAnswer = (catalog: Catalog, scope: Scope, city: { timeZone: string; demo: boolean }): CatalogAnswer =>
  withinThemes(wholeAnswer(catalog, city.timeZone, city.demo), themesOf(scope))
