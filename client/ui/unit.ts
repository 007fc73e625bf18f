import { inject, onScopeDispose, ref, shallowRef, watch, type InjectionKey, type Ref } from 'vue'

/** Screen pixels per design pixel of the page a component stands on. */
export const UNIT: InjectionKey<Ref<number>> = Symbol('unit')

/** The page's unit; 1 where no page has set one. */
export const useUnit = (): Ref<number> => inject(UNIT, () => ref(1), true)

/**
 * Size of an element in design pixels, followed for as long as the component lives, also where another takes its place;
 * 0 × 0 before there is one.
 */
export const useSize = (element: Readonly<Ref<HTMLElement | null>>): Ref<{ width: number; height: number }> => {
  const unit = useUnit()
  const size = shallowRef({ width: 0, height: 0 })
  const observer = new ResizeObserver(([entry]) => {
    if (entry)
      size.value = { width: entry.contentRect.width / unit.value, height: entry.contentRect.height / unit.value }
  })
  watch(
    element,
    (now, before) => {
      if (before) observer.unobserve(before)
      if (now) observer.observe(now)
    },
    { immediate: true, flush: 'post' },
  )
  onScopeDispose(() => observer.disconnect())
  return size
}

/** How the page is laid out: a wall of fixed size in the dark theme, or a desk that scrolls in the light one. */
export type Layout = 'wall' | 'desk'
export const LAYOUT: InjectionKey<Layout> = Symbol('layout')

/** The page's layout; a wall where no page has said. */
export const useLayout = (): Layout => inject(LAYOUT, 'wall')
