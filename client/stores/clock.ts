import { computed, onScopeDispose, ref } from 'vue'
import { defineStore } from 'pinia'
import { civilAt, formatClock } from '../lib/moment.ts'
import { useCatalogStore } from './catalog.ts'

/** Ahead or behind by less than this is the network's delay, not a wrong clock. */
const TRUST_MS = 3_000

/** The time, to the second, as the server has it: a controller's own clock is often minutes off. */
export const useClockStore = defineStore('clock', () => {
  const catalog = useCatalogStore()
  const now = ref(Date.now())
  let ahead = 0

  const tick = (): void => {
    if (!document.hidden) now.value = Date.now() + ahead
  }
  const timer = setInterval(tick, 1000)
  onScopeDispose(() => clearInterval(timer))

  // Most words change once a minute at most; what depends on these is not worked out every second.
  const minuteInstant = computed(() => Math.floor(now.value / 60_000) * 60_000)
  const minute = computed(() => civilAt(minuteInstant.value, catalog.timeZone))

  return {
    now,
    minuteInstant,
    minute,
    hourMinute: computed(() => formatClock(minute.value).slice(0, 5)),
    civil: computed(() => civilAt(now.value, catalog.timeZone)),
    heard: (asOf: string): void => {
      const difference = Date.parse(asOf) - Date.now()
      ahead = Math.abs(difference) < TRUST_MS ? 0 : difference
      tick()
    },
  }
})
