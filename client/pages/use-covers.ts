import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { useKeys } from '../keys/index.ts'
import { useNavigation } from '../navigation/index.ts'

/** What lies over a page of panels: a number's card, a plan, the help on keys. */
interface Covers {
  /** The help is open. */
  helping: Ref<boolean>
  /** Something lies over the page: what is below takes no keys. */
  covered: ComputedRef<boolean>
}

/** The keys of a page of panels: Esc closes what lies on top before it goes `up`. */
export const useCovers = (up: () => void): Covers => {
  const { card, closeCard, plan, closePlan } = useNavigation()
  const helping = ref(false)
  const covered = computed(() => helping.value || card.value !== null || plan.value !== null)
  useKeys({
    closeTop: () => {
      if (!covered.value) return false
      if (helping.value) helping.value = false
      else if (card.value) closeCard()
      else closePlan()
      return true
    },
    covered: () => covered.value,
    up,
    help: () => {
      helping.value = !helping.value
    },
  })
  return { helping, covered }
}
