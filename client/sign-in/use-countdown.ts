import { computed, onScopeDispose, ref, shallowReactive, type ComputedRef } from 'vue'

interface Countdown {
  /** Seconds the name of the moment still has to wait, counting down to 0 by themselves. */
  left: ComputedRef<number>
  start: (name: string, seconds: number) => void
}

/** Waiting of each name for itself: that one is locked out keeps nobody else at the same keyboard from signing in. */
export const useCountdown = (name: () => string): Countdown => {
  const ends = shallowReactive(new Map<string, number>())
  const now = ref(0)
  let timer: ReturnType<typeof setInterval> | undefined
  const tick = (): void => {
    now.value = Date.now()
    if ([...ends.values()].every((end) => end <= now.value)) clearInterval(timer)
  }
  onScopeDispose(() => clearInterval(timer))
  return {
    left: computed(() => Math.max(0, Math.ceil(((ends.get(name()) ?? 0) - now.value) / 1000))),
    start: (waiting, seconds) => {
      clearInterval(timer)
      ends.set(waiting, Date.now() + seconds * 1000)
      tick()
      timer = setInterval(tick, 500)
    },
  }
}
