import { computed, ref, watch, type ComputedRef, type Ref, type WritableComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQuery } from 'vue-router'

/** Rows of a list that stand on one page. */
export const ON_A_PAGE = 50

interface Page<T> {
  rows: readonly T[]
  page: number
  pages: number
}

/** One page of a list, counted from 1; a number beyond its end is its last page. */
export const pageOf = <T>(rows: readonly T[], wanted: number): Page<T> => {
  const pages = Math.max(1, Math.ceil(rows.length / ON_A_PAGE))
  const page = Math.min(Math.max(1, wanted), pages)
  return { rows: rows.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE), page, pages }
}

/** What an address asks for: what to find, and which page of it. */
export const askedIn = ({ q, page }: LocationQuery): { typed: string; page: number } => ({
  typed: typeof q === 'string' ? q.slice(0, 100) : '',
  page: typeof page === 'string' && /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
})

interface Place {
  typed: Ref<string>
  page: WritableComputedRef<number>
  cut: <T>(rows: () => readonly T[]) => ComputedRef<Page<T>>
}

/** What is looked for in a list, and the page of it, kept in the address: a reload and a link show the same. */
export const usePlace = (): Place => {
  const route = useRoute()
  const router = useRouter()
  const write = (query: { q?: string | undefined; page?: string | undefined }): void =>
    void router.replace({ query: { ...route.query, ...query } })
  const page = computed({
    get: () => askedIn(route.query).page,
    set: (wanted) => write({ page: wanted > 1 ? String(wanted) : undefined }),
  })
  const typed = ref(askedIn(route.query).typed)
  // What is being typed goes before what the address says, which follows a moment later.
  watch(typed, (text) => write({ q: text === '' ? undefined : text, page: undefined }))
  return {
    typed,
    page,
    cut: (rows) => computed(() => pageOf(rows(), page.value)),
  }
}
