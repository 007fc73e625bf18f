import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Levers } from '../../../server/contract/index.ts'
import { readSetting, writeSetting, type Setting } from './levers.ts'

/** What is turned, kept in the address, and the one way to turn it. */
export const useSetting = (): {
  setting: ComputedRef<Setting>
  change: (change: Partial<Omit<Setting, 'levers'>> & { levers?: Partial<Levers> }) => void
} => {
  const [route, router] = [useRoute(), useRouter()]
  const setting = computed(() => readSetting(route.query))
  return {
    setting,
    change: ({ levers, ...rest }) =>
      void router.replace({
        query: writeSetting(route.query, { ...setting.value, ...rest, levers: { ...setting.value.levers, ...levers } }),
      }),
  }
}
