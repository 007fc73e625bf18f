import { computed, onScopeDispose, provide, ref, watchEffect, type ComputedRef } from 'vue'
import { usePageTheme } from '../style/theme.ts'
import { UNIT } from '../ui/index.ts'
import { stageFor, type Stage } from './stage.ts'
import type { WallSettings } from './settings.ts'

/**
 * Keeps the page's unit fitting the window: 1rem is 100 design pixels, so text and canvases are drawn at true density.
 */
export const useStage = (settings: ComputedRef<WallSettings>): ComputedRef<Stage> => {
  const read = () => ({ width: window.innerWidth, height: window.innerHeight })
  const inner = ref(read())
  const resize = (): void => {
    inner.value = read()
  }
  window.addEventListener('resize', resize)

  const stage = computed(() => stageFor(inner.value, settings.value.wall, settings.value.stretch))
  const root = document.documentElement
  usePageTheme('wall')
  watchEffect(() => {
    root.style.fontSize = `${stage.value.unit * 100}px`
  })
  watchEffect(() => {
    root.classList.toggle('kiosk', settings.value.kiosk)
  })
  onScopeDispose(() => {
    window.removeEventListener('resize', resize)
    root.classList.remove('kiosk')
    root.style.fontSize = ''
  })
  provide(
    UNIT,
    computed(() => stage.value.unit),
  )
  return stage
}
