import { onScopeDispose, ref, type Ref } from 'vue'

/** Seconds that are left, counting down to 0 by themselves. */
export const useCountdown = (): { left: Ref<number>; start: (seconds: number) => void } => {
  const left = ref(0)
  let timer: ReturnType<typeof setInterval> | undefined
  const stop = (): void => clearInterval(timer)
  onScopeDispose(stop)
  return {
    left,
    start: (seconds) => {
      stop()
      const until = Date.now() + seconds * 1000
      left.value = seconds
      timer = setInterval(() => {
        left.value = Math.max(0, Math.ceil((until - Date.now()) / 1000))
        if (left.value === 0) stop()
      }, 500)
    },
  }
}
