import { useCatalogStore, usePlacesStore } from '../../stores/index.ts'
import type { Names } from './grant.ts'

/** Names as far as the reader may look them up. */
export const useNames = (): Names => {
  const places = usePlacesStore()
  const catalog = useCatalogStore()
  return { region: (code) => places.region(code)?.name, theme: catalog.themeTitle }
}
