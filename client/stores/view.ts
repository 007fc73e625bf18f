import { onScopeDispose, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import { ViewChannel, type ChannelStatus } from '../remote/index.ts'
import { useRemote } from './remote.ts'
import { useClockStore } from './clock.ts'

/** Steps that arrive closer together than this are drawn together. */
const DRAW_MS = 200

const after = (ms: number, task: () => void): (() => void) => {
  const timer = setTimeout(task, ms)
  return () => clearTimeout(timer)
}

/** The open view. Steps are taken as they come and drawn a few times a second, not at all while nobody can see. */
export const useViewStore = defineStore('view', () => {
  const { socket } = useRemote()
  const clock = useClockStore()
  const status = shallowRef<ChannelStatus>({ state: 'connecting', view: null, stamp: null, problem: null })
  let latest = status.value
  let scheduled = false

  const draw = (): void => {
    scheduled = false
    if (!document.hidden) status.value = latest
  }
  const changed = (next: ChannelStatus): void => {
    if (next.stamp && next.stamp !== latest.stamp && next.state === 'live') clock.heard(next.stamp.asOf)
    const urgent =
      next.state !== latest.state
      || next.problem !== latest.problem
      || next.view?.region.code !== latest.view?.region.code
    latest = next
    if (urgent) draw()
    else if (!scheduled) {
      scheduled = true
      setTimeout(draw, DRAW_MS)
    }
  }
  const channel = new ViewChannel({ socket, after, changed })
  document.addEventListener('visibilitychange', draw)
  onScopeDispose(() => {
    channel.close()
    document.removeEventListener('visibilitychange', draw)
  })

  return {
    status,
    open: (screen: string, region: string) => channel.open(screen, region),
    retry: () => channel.retry(),
  }
})
