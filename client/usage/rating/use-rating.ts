import { onScopeDispose, ref, shallowRef } from 'vue'
import type { Problem, RatingAnswer, RatingBody } from '../../../server/contract/index.ts'
import type { Answer } from '../../remote/index.ts'
import { useRemote } from '../../stores/index.ts'

/** What the reader says of one screen this month: read at once, then said, said otherwise or withdrawn. */
export const useRating = (screen: string) => {
  const { api } = useRemote()
  const answer = shallowRef<RatingAnswer | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const busy = ref(false)
  const leaving = new AbortController()
  onScopeDispose(() => leaving.abort())

  /** Whether it was done. */
  const take = async (asked: Promise<Answer<RatingAnswer>>): Promise<boolean> => {
    busy.value = true
    const result = await asked.catch(() => null)
    if (!result) return false
    busy.value = false
    problem.value = 'problem' in result ? result.problem : null
    if ('value' in result) answer.value = result.value
    return 'value' in result
  }
  const read = (): Promise<boolean> => take(api.usage.ratingOf(screen, leaving.signal))
  return {
    answer,
    problem,
    busy,
    read,
    say: (rating: RatingBody) => take(api.usage.rate(screen, rating)),
    withdraw: () => take(api.usage.withdraw(screen)),
  }
}
