import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Problem, UsageAnswer } from '../../server/contract/index.ts'
import { useRemote } from '../stores/index.ts'
import { addressOf, filterOf, type UsageFilter } from './question.ts'

/** The use of screens as the address asks for it; a newer question cancels the older one. */
export const useUsage = () => {
  const { api } = useRemote()
  const route = useRoute()
  const router = useRouter()
  const filter = computed(() => filterOf(route.query))
  const answer = shallowRef<UsageAnswer | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  let running: AbortController | null = null

  const read = async (): Promise<void> => {
    running?.abort()
    const mine = (running = new AbortController())
    loading.value = true
    const { days, idle, unit } = filter.value
    const result = await api.usage.read({ days, idle, unit }, mine.signal).catch(() => null)
    if (running !== mine) return
    loading.value = false
    if (!result) return
    problem.value = 'problem' in result ? result.problem : null
    if ('value' in result) answer.value = result.value
  }
  watch(
    () => [filter.value.days, filter.value.idle, filter.value.unit].join(),
    () => void read(),
    { immediate: true },
  )
  onScopeDispose(() => running?.abort())
  const narrow = (change: Partial<UsageFilter>): void =>
    void router.replace({ query: addressOf({ ...filter.value, ...change }) })
  const fileUrl = computed(() =>
    api.usage.fileUrl({ days: filter.value.days, idle: filter.value.idle, unit: filter.value.unit }),
  )
  return { filter, fileUrl, answer, problem, loading, read, narrow }
}
