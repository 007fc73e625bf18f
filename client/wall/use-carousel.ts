import { computed, onMounted, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'
import { nextStop, passSecond, PAUSE_SECONDS, READING_SECONDS, type Carousel, type Standing } from './carousel.ts'

interface CarouselDeps {
  carousel: Ref<Carousel | null>
  stops: () => string[]
  current: () => string
  /** Somebody opened a card to read. */
  reading: () => boolean
  go: (stop: string) => void
}

const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** Walks through the stops; any touch, key or movement of the pointer holds it for a minute. */
export const useCarousel = ({
  carousel,
  stops,
  current,
  reading,
  go,
}: CarouselDeps): { paused: Ref<boolean>; progress: ComputedRef<number> } => {
  const standing = ref<Standing>({ stood: 0, quiet: READING_SECONDS })
  const paused = ref(false)

  const touch = (): void => {
    standing.value = { ...standing.value, quiet: 0 }
    paused.value = carousel.value !== null
  }
  const second = (): void => {
    if (!carousel.value || document.hidden) return
    const next = passSecond(standing.value, carousel.value.seconds, reading() ? READING_SECONDS : PAUSE_SECONDS)
    standing.value = { stood: next.stood, quiet: next.quiet }
    paused.value = next.paused
    if (!next.due) return
    standing.value = { ...standing.value, stood: 0 }
    const stop = nextStop(stops(), current())
    if (stop !== null && stop !== current()) go(stop)
  }

  watch(current, () => {
    standing.value = { ...standing.value, stood: 0 }
  })
  onMounted(() => TOUCHES.forEach((name) => window.addEventListener(name, touch, { passive: true })))
  const timer = setInterval(second, 1000)
  onScopeDispose(() => {
    clearInterval(timer)
    TOUCHES.forEach((name) => window.removeEventListener(name, touch))
  })
  return { paused, progress: computed(() => (carousel.value ? standing.value.stood / carousel.value.seconds : 0)) }
}
