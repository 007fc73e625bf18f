import { computed, watch, type ComputedRef } from 'vue'
import type { Problem, ScreenInfo, View } from '../../server/contract/index.ts'
import { useNavigation } from '../navigation/index.ts'
import { useCatalogStore, usePlacesStore, useViewStore } from '../stores/index.ts'

/** What a page shows: the view that is here and the screen it belongs to, whatever has been asked for meanwhile. */
interface Cockpit {
  view: ComputedRef<View | null>
  screen: ComputedRef<ScreenInfo | null>
  /** The wanted view cannot be had; what is shown, if anything, is another. */
  problem: ComputedRef<Problem | null>
  /** Name of the level one can drill into: `全部镇街`; empty at the bottom. */
  nextLevel: ComputedRef<string>
  /** Goes up one place; at the root nothing happens. */
  up: () => void
}

/** Keeps the view that the URL names open. */
export const useCockpit = (): Cockpit => {
  const { screen: wanted, region, go } = useNavigation()
  const catalog = useCatalogStore()
  const places = usePlacesStore()
  const store = useViewStore()

  watch(
    [wanted, region],
    ([screen, code]) => {
      if (screen && code) store.open(screen, code)
    },
    { immediate: true },
  )

  const view = computed(() => store.status.view)
  const nextLevel = computed(() => {
    const [first] = view.value?.children ?? []
    return first ? `全部${places.levelTitle(first.level)}` : ''
  })
  watch([view, wanted], () => {
    const screen = catalog.screen(wanted.value)
    document.title = [view.value?.region.name, screen?.title ?? '一屏'].filter(Boolean).join(' · ')
  })

  return {
    view,
    nextLevel,
    screen: computed(() => catalog.screen(view.value?.screen ?? wanted.value)),
    problem: computed(() => {
      const { problem, view: held } = store.status
      const other = held === null || held.screen !== wanted.value || held.region.code !== region.value
      return problem && other && problem.status !== 0 ? problem : null
    }),
    up: () => {
      const parent = view.value?.path.at(-2)
      if (parent) go({ region: parent.code })
    },
  }
}
