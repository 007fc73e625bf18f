import { onScopeDispose, watchEffect } from 'vue'

/** Keeps the screen awake while `wanted`; browsers drop the lock with the tab, so it is asked for again on return. */
export const useWake = (wanted: () => boolean): void => {
  let lock: WakeLockSentinel | null = null
  const ask = async (): Promise<void> => {
    if (!wanted() || document.hidden || !('wakeLock' in navigator)) return
    // Refused on battery saving or without a secure context: the wall works on, the machine's own settings decide.
    lock = await navigator.wakeLock.request('screen').catch(() => null)
  }
  const back = (): void => void ask()
  watchEffect(() => {
    if (wanted()) void ask()
  })
  document.addEventListener('visibilitychange', back)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', back)
    void lock?.release()
  })
}
