import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Grain, IndicatorInfo } from '../../server/contract/index.ts'
import { useCatalogStore, usePlacesStore } from '../stores/index.ts'
import { readQuestion, withChange, type Question } from './question.ts'

/** What is asked, and the one way to change it. */
interface Asking {
  question: ComputedRef<Question>
  infos: ComputedRef<IndicatorInfo[]>
  /** The indicator looked at where there can be only one. */
  pinned: ComputedRef<IndicatorInfo>
  /** Grains all chosen indicators have. */
  grains: ComputedRef<Grain[]>
  change: (change: Partial<Question>) => void
}

/** The analyst's question, kept in the address. */
export const useAnalysis = (): Asking => {
  const route = useRoute()
  const router = useRouter()
  const catalog = useCatalogStore()
  const places = usePlacesStore()
  const usual = computed(() => {
    const region = places.root?.code ?? ''
    const first =
      catalog.screensFor(places.root?.level ?? '')[0]?.centre.indicators[0] ?? catalog.answer?.indicators[0]?.id ?? ''
    return {
      indicators: first ? [first] : [],
      region,
      level: places.children(region)[0]?.level ?? '',
      grain: catalog.indicator(first).grain,
    }
  })
  /** What is not known has no grains, and takes none from the others. */
  const known = (ids: readonly string[]): IndicatorInfo[] =>
    (ids.some(catalog.knows) ? ids.filter(catalog.knows) : ids).map(catalog.indicator)
  const grainsOf = (infos: IndicatorInfo[]): Grain[] =>
    (infos[0]?.grains ?? []).filter((grain) => infos.every((info) => info.grains.includes(grain)))
  const question = computed(() => {
    const read = readQuestion(route.query, usual.value)
    const grains = grainsOf(known(read.indicators))
    return grains.includes(read.grain)
      ? read
      : {
          ...read,
          grain: grains.find((grain) => grain === catalog.indicator(read.pin).grain) ?? grains[0] ?? read.grain,
        }
  })
  const infos = computed(() => question.value.indicators.map(catalog.indicator))
  return {
    question,
    infos,
    pinned: computed(() => catalog.indicator(question.value.pin)),
    grains: computed(() => grainsOf(known(question.value.indicators))),
    // Each choice is a step: the browser's way back takes it back.
    change: (change) => void router.push({ query: withChange(route.query, change) }),
  }
}
