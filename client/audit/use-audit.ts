import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { AuditPage, AuditVerdict, Problem, ToldEntry } from '../../server/contract/index.ts'
import { useRemote } from '../stores/index.ts'
import { missesSome, withNewest } from './newest.ts'
import { filterOf, fits, narrows, queryOfFilter, type AuditFilter } from './question.ts'

const PAGE = 50

/** The chain as the address asks for it, a page at a time, newest first; a newer question cancels the older one. */
export const useAudit = () => {
  const { api, socket } = useRemote()
  const route = useRoute()
  const router = useRouter()
  const filter = computed(() => filterOf(route.query))
  /** Where each page so far began; the last is shown. */
  const trail = ref<(number | undefined)[]>([undefined])
  const page = shallowRef<AuditPage | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  /** Entries written since the page was read that it does not show. */
  const unseen = ref(0)
  let running: AbortController | null = null
  /** Told while the page was on its way, which may have left before they were written. */
  let early: ToldEntry[] = []
  /** The newest entry that was told, whether or not it belongs into the list. */
  let heard: number | null = null
  const grows = (): boolean => trail.value.length === 1
  const belonging = (entries: readonly ToldEntry[]): ToldEntry[] => entries.filter((entry) => fits(filter.value, entry))
  const hear = (entries: readonly ToldEntry[]): boolean => {
    const before = heard
    heard = Math.max(before ?? 0, ...entries.map(({ seq }) => seq))
    return missesSome(page.value!, entries, narrows(filter.value) ? before : undefined)
  }

  const read = async (): Promise<void> => {
    running?.abort()
    const mine = (running = new AbortController())
    loading.value = true
    early = []
    const result = await api.audit
      .page({ ...queryOfFilter(filter.value), before: trail.value.at(-1), limit: PAGE }, mine.signal)
      .catch(() => null)
    if (running !== mine) return
    loading.value = false
    if (!result) return
    problem.value = 'problem' in result ? result.problem : null
    if ('value' in result) {
      page.value = grows() ? withNewest(result.value, belonging(early)) : result.value
      unseen.value = 0
    }
  }
  watch(trail, () => void read(), { immediate: true })
  watch(
    () => JSON.stringify(filter.value),
    () => {
      trail.value = [undefined]
    },
  )
  /**
   * The newest page grows by itself, by what fits its filter, and is read again where it would have a hole; older ones
   * only tell that there is more.
   */
  const stop = socket.onAudit((entries) => {
    if (loading.value) early.push(...entries)
    const misses = page.value !== null && hear(entries)
    if (!page.value || !grows()) unseen.value += belonging(entries).length
    else if (!misses) page.value = withNewest(page.value, belonging(entries))
    else if (!loading.value) void read()
  })
  onScopeDispose(() => {
    stop()
    running?.abort()
  })

  return {
    filter,
    trail,
    page,
    problem,
    loading,
    unseen,
    read,
    narrow: (next: AuditFilter): void => {
      if (JSON.stringify(next) === JSON.stringify(filter.value)) trail.value = [undefined]
      else void router.replace({ query: queryOfFilter(next) })
    },
    older: (): void => {
      if (page.value?.next) trail.value = [...trail.value, page.value.next]
    },
    newest: (): void => {
      trail.value = [undefined]
    },
    newer: (): void => {
      if (trail.value.length > 1) trail.value = trail.value.slice(0, -1)
    },
  }
}

/** The check of the whole chain, on demand. */
export const useVerdict = () => {
  const { api } = useRemote()
  const verdict = shallowRef<AuditVerdict | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const checking = ref(false)
  return {
    verdict,
    problem,
    checking,
    verify: async (): Promise<void> => {
      checking.value = true
      const result = await api.audit.verify().catch(() => null)
      checking.value = false
      verdict.value = result && 'value' in result ? result.value : null
      problem.value = result && 'problem' in result ? result.problem : null
    },
  }
}
