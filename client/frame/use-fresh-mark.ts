import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { useRoute } from 'vue-router'
import { useRemote, useSessionStore } from '../stores/index.ts'
import { freshMark } from './fresh.ts'

const EVERY = 60_000

/** Reports handed to the reader and not opened, read on every page and each minute while it is looked at. */
export const useFreshMark = (): Readonly<ShallowRef<string>> => {
  const { api } = useRemote()
  const session = useSessionStore()
  const route = useRoute()
  const mark = shallowRef('')
  const read = async (): Promise<void> => {
    if (!session.has('export') || document.hidden) return
    const result = await api.reports.issues()
    if ('value' in result) mark.value = freshMark(result.value.issues)
  }
  const timer = setInterval(() => void read(), EVERY)
  watch([() => route.path, () => session.has('export')], () => void read(), { immediate: true })
  onScopeDispose(() => clearInterval(timer))
  return mark
}
