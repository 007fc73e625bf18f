import { computed, inject, type ComputedRef, type InjectionKey } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { RegionCode } from '../../server/contract/index.ts'
import { readCard, type CardQuestion } from '../lib/card.ts'
import { lasting, withCard, withPlan } from './address.ts'

/** Where the page is and how it gets elsewhere; all of it is in the URL. */
export interface Navigation {
  screen: ComputedRef<string>
  region: ComputedRef<RegionCode>
  card: ComputedRef<CardQuestion | null>
  /**
   * Goes to another screen or place; `quietly` leaves no step in the browser's history, which a carousel would fill for
   * months.
   */
  go: (to: { screen?: string; region?: RegionCode; layout?: 'wall' | 'desk' }, quietly?: boolean) => void
  /** The alert whose response plan is open. */
  plan: ComputedRef<string | null>
  /** Whether the page opens response plans itself. */
  showsPlans: ComputedRef<boolean>
  openCard: (question: CardQuestion) => void
  closeCard: () => void
  closePlan: () => void
}

const PLAN_PAGES: ReadonlySet<string> = new Set(['wall', 'desk'])

/** A page whose places and screens are not in its path says here where its panels stand and where they lead. */
export const NAVIGATION: InjectionKey<Pick<Navigation, 'screen' | 'region' | 'go'>> = Symbol('navigation')

/** The navigation of the page a component stands on. */
export const useNavigation = (): Navigation => {
  const own = inject(NAVIGATION, null)
  const route = useRoute()
  const router = useRouter()
  const screen = computed(() => String(route.params['screen'] ?? ''))
  const region = computed(() => String(route.params['region'] ?? ''))
  const card = computed(() => readCard(route.query['card']))
  const plan = computed(() => (typeof route.query['plan'] === 'string' ? route.query['plan'] : null))
  return {
    screen,
    region,
    card,
    plan,
    showsPlans: computed(() => own === null && PLAN_PAGES.has(String(route.name ?? ''))),
    go: (to, quietly = false) => {
      const target = {
        name: to.layout ?? String(route.name ?? 'wall'),
        params: { screen: to.screen ?? screen.value, region: to.region ?? region.value },
        query: lasting(route.query),
      }
      void (quietly ? router.replace(target) : router.push(target))
    },
    openCard: (question) =>
      void (card.value ? router.replace : router.push)({ query: withCard(route.query, question) }),
    closeCard: () => {
      if (card.value) void router.replace({ query: withCard(route.query, null) })
    },
    closePlan: () => {
      if (plan.value !== null) void router.replace({ query: withPlan(route.query, null) })
    },
    ...own,
  }
}
