import { onScopeDispose } from 'vue'
import type { ReleasesAnswer } from '../../../server/contract/index.ts'
import { useAnswer, type Answered } from '../../analysis/use-answer.ts'
import { useRemote } from '../../stores/index.ts'

/**
 * Wishes to take rows out that concern the reader, kept as they are while the page is open; `changed` is told of each
 * change.
 */
export const useReleases = (changed: () => void): Answered<ReleasesAnswer> => {
  const { api, socket } = useRemote()
  const answered = useAnswer(
    () => 'releases',
    (_, signal) => api.releases.list(signal),
  )
  const renew = (): void => {
    answered.again()
    changed()
  }
  const stops = [socket.onReleases(renew), socket.onReturn(renew)]
  onScopeDispose(() => stops.forEach((stop) => stop()))
  return answered
}
