import { computed, onScopeDispose, ref, shallowReactive, shallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { CaseDetail, CasesAnswer, Problem } from '../../server/contract/index.ts'
import { useRemote } from '../stores/index.ts'
import { chosenIn, kindOf, KINDS, questionOf, sortsOf, type Kind, type KindSizes } from './kinds.ts'
import { lineOf, overdueFirst } from './rows.ts'

const PAGE = 15
const REST_MS = 1_500

/**
 * What stands under supervision, kind by kind and page by page, and kept up to date while it is looked at. The chosen
 * kind and sort are in the URL.
 */
export const useOrders = () => {
  const { api, socket } = useRemote()
  const router = useRouter()
  const route = useRoute()
  const trail = ref<(string | undefined)[]>([undefined])
  const answer = shallowRef<CasesAnswer | null>(null)
  const sizes = shallowRef<KindSizes | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const details = shallowReactive(new Map<string, CaseDetail>())
  /** Once chosen it stays, whatever fills or empties meanwhile. */
  const { kind: named, type: sort } = chosenIn(route.query)
  const kind = shallowRef<Kind | null>(named)
  const type = ref(sort)
  const types = shallowRef<NonNullable<CasesAnswer['types']>>([])
  let running: AbortController | null = null
  let waiting: ReturnType<typeof setTimeout> | undefined

  /** How many there are of each kind; where the server does not answer, none is told. */
  const measure = async ({ signal }: AbortController): Promise<KindSizes | null> => {
    const found = await Promise.all(
      KINDS.map(({ question }) => api.cases.list({ ...question, limit: 1 }, signal).catch(() => null)),
    )
    return found.every((one) => one !== null && 'value' in one)
      ? (Object.fromEntries(
          KINDS.map(({ id }, index) => [id, (found[index] as { value: CasesAnswer }).value.total]),
        ) as KindSizes)
      : null
  }
  const read = async (): Promise<void> => {
    waiting = undefined
    running?.abort()
    const mine = (running = new AbortController())
    const measured = await measure(mine)
    if (running !== mine) return
    sizes.value = measured ?? sizes.value
    const asked = (kind.value ??= kindOf(undefined, sizes.value) ?? KINDS[0]!)
    const result = await api.cases
      .list({ ...questionOf(asked, type.value), limit: PAGE, cursor: trail.value.at(-1) }, mine.signal)
      .catch(() => null)
    if (running !== mine || !result) return
    problem.value = 'problem' in result ? result.problem : null
    if (!('value' in result)) return
    answer.value = result.value
    types.value = result.value.types ?? []
    // The browser sends a few at a time by itself.
    await Promise.all(
      result.value.cases.map(async ({ id, seen }) => {
        if (details.get(id)?.seen === seen) return
        const one = await api.cases.one(id, mine.signal).catch(() => null)
        if (running === mine && one && 'value' in one) details.set(id, one.value)
      }),
    )
  }
  const turn = (to: (string | undefined)[]): void => {
    trail.value = to
    void read()
  }
  const choose = (next: Kind, of: string | null = null): void => {
    answer.value = null
    if (next !== kind.value) types.value = []
    kind.value = next
    type.value = of
    turn([undefined])
    void router.replace({ query: { ...route.query, kind: next.id, type: of ?? undefined } })
  }
  void read()
  const soon = (): void => {
    waiting ??= setTimeout(() => void read(), REST_MS)
  }
  const stops = [socket.onCase(soon), socket.onReturn(soon)]
  onScopeDispose(() => {
    clearTimeout(waiting)
    running?.abort()
    for (const stop of stops) stop()
  })
  return {
    kind,
    type,
    sorts: computed(() => sortsOf(types.value, type.value)),
    sizes,
    answer,
    problem,
    lines: computed(() => overdueFirst(answer.value?.cases ?? []).map((row) => lineOf(row, details.get(row.id)))),
    page: computed(() => trail.value.length),
    read,
    choose,
    back: () => turn(trail.value.slice(0, -1)),
    on: () => turn([...trail.value, answer.value!.next!]),
  }
}
