import { computed, shallowRef, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Problem, SavedView, SavedViewChange } from '../../../server/contract/index.ts'
import type { Answer } from '../../remote/index.ts'
import { useRemote } from '../../stores/index.ts'
import { useAnalysis } from '../use-analysis.ts'
import { useAnswer } from '../use-answer.ts'
import { addressOf, queryOfView } from './address.ts'
import { offerUndo } from './undo.ts'

/** Views that can be opened, and what can be done with them; each change tells whether it came about. */
interface Views {
  views: ComputedRef<SavedView[] | null>
  problem: ComputedRef<Problem | null>
  /** The one that was opened last, and whether something else is on screen by now. */
  opened: ComputedRef<SavedView | null>
  moved: ComputedRef<boolean>
  open: (view: SavedView) => void
  save: (title: string, shared: boolean) => Promise<boolean>
  /** What is on screen instead of what an own view holds. */
  overwrite: (view: SavedView) => Promise<boolean>
  change: (view: SavedView, change: SavedViewChange) => Promise<boolean>
  remove: (view: SavedView) => Promise<void>
}

/** Saved views of the page; `indicators` = what the screen needs to be allowed to show. */
export const useViews = (indicators: () => string[]): Views => {
  const { api } = useRemote()
  const [route, router] = [useRoute(), useRouter()]
  const { question } = useAnalysis()
  const read = useAnswer(
    () => 'views',
    (_, signal) => api.analysis.views.list(signal),
  )
  const refused = shallowRef<Problem | null>(null)
  const address = computed(() => addressOf(route.query, question.value))
  const opened = computed(() => read.answer.value?.views.find(({ id }) => id === route.query['view']) ?? null)
  const done = <T>(result: Answer<T>): T | null => {
    refused.value = 'problem' in result ? result.problem : null
    read.again()
    return 'value' in result ? result.value : null
  }
  const onScreen = (): { address: string; region: string; indicators: string[] } => ({
    address: address.value,
    region: question.value.region,
    indicators: indicators(),
  })
  const open = (view: SavedView): void => void router.push({ query: queryOfView(view) })
  return {
    views: computed(() => read.answer.value?.views ?? null),
    problem: computed(() => refused.value ?? read.problem.value),
    opened,
    moved: computed(() => opened.value !== null && opened.value.address !== address.value),
    open,
    save: async (title, shared) => {
      const view = done(await api.analysis.views.add({ title, shared, ...onScreen() }))
      if (view) void router.replace({ query: queryOfView(view) })
      return view !== null
    },
    overwrite: async (view) => done(await api.analysis.views.change(view.id, onScreen())) !== null,
    change: async (view, change) => done(await api.analysis.views.change(view.id, change)) !== null,
    remove: async (view) => {
      const result = await api.analysis.views.remove(view.id)
      done(result)
      if ('value' in result)
        offerUndo(`已删除视图“${view.title}”`, () => void api.analysis.views.restore(view.id).then(done))
    },
  }
}
