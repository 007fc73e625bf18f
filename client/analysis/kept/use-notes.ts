import { computed, type ComputedRef } from 'vue'
import type { Annotation, AnnotationChange, AnnotationWish, Problem } from '../../../server/contract/index.ts'
import type { Answer } from '../../remote/index.ts'
import type { NotesQuestion } from '../../remote/analysis.ts'
import { useRemote } from '../../stores/index.ts'
import { useAnswer } from '../use-answer.ts'
import { offerUndo } from './undo.ts'

/** Words on the dates of a chart, and what can be done with them; each change tells what stood in its way. */
export interface Notes {
  notes: ComputedRef<Annotation[]>
  mayAdd: ComputedRef<boolean>
  add: (wish: AnnotationWish) => Promise<Problem | null>
  change: (note: Annotation, change: AnnotationChange) => Promise<Problem | null>
  remove: (note: Annotation) => Promise<Problem | null>
}

/** Those of a chart; `null` = there is none yet. */
export const useNotes = (chart: () => NotesQuestion | null): Notes => {
  const { api } = useRemote()
  const { answer, again } = useAnswer(chart, api.analysis.notes.list)
  const done = <T>(result: Answer<T>): Problem | null => {
    if ('value' in result) again()
    return 'problem' in result ? result.problem : null
  }
  return {
    notes: computed(() => (chart() === null ? [] : (answer.value?.annotations ?? []))),
    mayAdd: computed(() => answer.value?.mayAdd ?? false),
    add: async (wish) => done(await api.analysis.notes.add(wish)),
    change: async (note, change) => done(await api.analysis.notes.change(note.id, change)),
    remove: async (note) => {
      const problem = done(await api.analysis.notes.remove(note.id))
      if (!problem) offerUndo(`已删除标注“${note.words}”`, () => void api.analysis.notes.restore(note.id).then(done))
      return problem
    },
  }
}
