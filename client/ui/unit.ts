import { inject, onMounted, onScopeDispose, ref, shallowRef, type InjectionKey, type Ref } from 'vue'

/** Screen pixels per design pixel of the page a component stands on. */
export const UNIT: InjectionKey<Ref<number>> = Symbol('unit')

/** The page's unit; 1 where no page has set one. */
export const useUnit = (): Ref<number> => inject(UNIT, () => ref(1), true)

/** Size of an element in design pixels, followed for as long as the component lives; 0 × 0 before it is mounted. */
export const useSize = (element: Readonly<Ref<HTMLElement | null>>): Ref<{ width: number; height: number }> => {
  const unit = useUnit()
  const size = shallowRef({ width: 0, height: 0 })
  const observer = new ResizeObserver(([entry]) => {
    if (entry) size.value = { width: entry.contentRect.width / unit.value, height: entry.contentRect.height / unit.value }
  })
  onMounted(() => { if (element.value) observer.observe(element.value) })
  onScopeDispose(() => observer.disconnect())
  return size
}

/** Which theme the page is drawn in, for what cannot read it from style sheets. */
export const THEME: InjectionKey<'dark' | 'light'> = Symbol('theme')

/** The page's theme; dark where no page has set one. */
export const useTheme = (): 'dark' | 'light' => inject(THEME, 'dark')
