import { computed, onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue'
import type { AheadPoint, ForecastAnswer, Grain, TrendPanel } from '../../../server/contract/index.ts'
import type { Answer } from '../../remote/index.ts'

/** After a refusal or a lost connection; a screen hangs for months. */
const AGAIN_MS = 120_000

interface AheadQuestion {
  indicator: string
  region: string
  grain: Grain
  horizon: number
}

/** Expected buckets, and in words why there are none or what they stand on. */
interface Ahead {
  points: readonly AheadPoint[]
  notes: readonly string[]
}

const NOTHING: Ahead = { points: [], notes: [] }

/**
 * What is expected of a trend whose screen asks for it, asked anew when its running bucket turns. Empty until it is
 * known, where nothing can be said, and of another place or bucket than the trend's.
 */
export const useAhead = (
  data: () => TrendPanel,
  region: () => string,
  ask: (question: AheadQuestion, signal: AbortSignal) => Promise<Answer<ForecastAnswer>>,
): ComputedRef<Ahead> => {
  const held = shallowRef<{ key: string; ahead: Ahead } | null>(null)
  let running: AbortController | null = null
  let waiting: ReturnType<typeof setTimeout> | undefined
  const key = computed(() => {
    const { indicator, grain, buckets, ahead } = data()
    return ahead === undefined ? '' : [indicator, region(), grain, buckets.at(-1), ahead].join(' ')
  })
  const read = async (): Promise<void> => {
    clearTimeout(waiting)
    running?.abort()
    const [asked, { indicator, grain, ahead: horizon }] = [key.value, data()]
    if (horizon === undefined) return
    const mine = (running = new AbortController())
    const result = await ask({ indicator, region: region(), grain, horizon }, mine.signal).catch(() => null)
    if (running !== mine) return
    if (result !== null && 'value' in result)
      held.value = { key: asked, ahead: { points: result.value.ahead, notes: result.value.notes } }
    else waiting = setTimeout(() => void read(), AGAIN_MS)
  }
  watch(key, () => void read(), { immediate: true })
  onScopeDispose(() => {
    clearTimeout(waiting)
    running?.abort()
  })
  return computed(() => (held.value?.key === key.value ? held.value.ahead : NOTHING))
}
