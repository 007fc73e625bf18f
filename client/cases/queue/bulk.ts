import { ref, shallowRef, type Ref } from 'vue'
import type { CaseRow, Problem } from '../../../server/contract/index.ts'
import type { CasesApi } from '../../remote/index.ts'
import { newKey } from '../../lib/key.ts'
import { actionOf, type Draft } from '../act/draft.ts'
import { keepPhotos } from '../act/send.ts'

interface Bulk {
  progress: Ref<{ done: number; of: number } | null>
  failures: Ref<{ row: CaseRow; words: string }[]>
  problem: Ref<Problem | null>
  reset: () => void
  /** Does the same to each, one after the other; the result names those done. A failure stops none of the others. */
  run: (rows: readonly CaseRow[], draft: Draft) => Promise<string[]>
}

/** The same action on several cases. */
export const useBulk = (api: Pick<CasesApi, 'act' | 'attach'>): Bulk => {
  const progress: Bulk['progress'] = ref(null)
  const failures: Bulk['failures'] = shallowRef([])
  const problem: Bulk['problem'] = shallowRef(null)
  const reset = (): void => {
    failures.value = []
    problem.value = null
  }
  const run: Bulk['run'] = async (rows, draft) => {
    reset()
    let photos = draft.photos
    problem.value = await keepPhotos(api.attach, photos, (kept) => {
      photos = kept
    })
    if (problem.value) return []
    const done: string[] = []
    const failed: { row: CaseRow; words: string }[] = []
    for (const [index, row] of rows.entries()) {
      progress.value = { done: index, of: rows.length }
      const result = await api.act(row.id, actionOf({ ...draft, photos, key: newKey() }, row.seen))
      if ('value' in result) done.push(row.id)
      else failed.push({ row, words: result.problem.status === 409 ? '刚有新的进展，请先查看' : result.problem.title })
    }
    progress.value = null
    failures.value = failed
    return done
  }
  return { progress, failures, problem, reset, run }
}
