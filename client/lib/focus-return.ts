import { nextTick, watch } from 'vue'

const canTake = (element: Element | null): element is HTMLElement =>
  element instanceof HTMLElement
  && element.isConnected
  && element !== document.body
  && element.getClientRects().length > 0

/**
 * Gives the focus back when what was opened closes: to what had it then, or to what stands in for it where that is
 * gone. Where something else has taken the focus meanwhile it stays there.
 */
export const useFocusReturn = (open: () => boolean, standIn: () => Element | null | undefined): void => {
  let before: Element | null = null
  watch(open, async (now) => {
    if (now) {
      before = document.activeElement
      return
    }
    await nextTick()
    if (canTake(document.activeElement)) return
    const next = canTake(before) ? before : (standIn() ?? null)
    before = null
    if (canTake(next)) next.focus({ preventScroll: true })
  })
}
