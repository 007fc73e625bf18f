import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Problem } from '../../../server/contract/index.ts'
import { ElMessageBox, toast } from '../../element/index.ts'
import type { Answer } from '../../remote/index.ts'

/** Something to be done. With `sure` nothing happens before the reader has confirmed that sentence. */
interface Deed<T> {
  deed: () => Promise<Answer<T>>
  sure?: string
  button?: string
  done?: string
}

const confirmed = (sentence: string, button: string): Promise<boolean> =>
  ElMessageBox.confirm(sentence, button, {
    type: 'warning',
    confirmButtonText: button,
    cancelButtonText: '取消',
    confirmButtonClass: 'sure',
    autofocus: false,
  }).then(
    () => true,
    () => false,
  )

/**
 * Does one thing at a time; `null` when it was not done, and then `problem` says why unless the reader thought better
 * of it.
 */
export const useDeed = (): {
  run: <T>(wanted: Deed<T>) => Promise<{ value: T } | null>
  busy: Ref<boolean>
  problem: ShallowRef<Problem | null>
} => {
  const busy = ref(false)
  const problem = shallowRef<Problem | null>(null)
  return {
    busy,
    problem,
    run: async ({ deed, sure, button = '确定', done }) => {
      if (busy.value || (sure !== undefined && !(await confirmed(sure, button)))) return null
      busy.value = true
      const answer = await deed().finally(() => {
        busy.value = false
      })
      problem.value = 'problem' in answer ? answer.problem : null
      if (!('value' in answer)) return null
      if (done) toast({ type: 'success', message: done, duration: 4_000 })
      return answer
    },
  }
}
