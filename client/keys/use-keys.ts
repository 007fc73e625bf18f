import { onScopeDispose } from 'vue'
import { enterPanel, leaveItem, moveFocus } from './focus.ts'
import type { Direction } from './nearest.ts'

export interface KeyActions {
  /** Something lies over the page (a card, the help): closes it and answers true. */
  closeTop: () => boolean
  /** A dialog is open: arrows belong to it. */
  covered: () => boolean
  up: () => void
  help: () => void
}

const ARROWS: Record<string, Direction> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' }
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select')

/** The page's keys: arrows between panels, Enter in, Esc out and up, `?` for help. */
export const useKeys = ({ closeTop, covered, up, help }: KeyActions): void => {
  const press = (event: KeyboardEvent): boolean => {
    const direction = ARROWS[event.key]
    if (event.key === 'Escape') return closeTop() || leaveItem() || (up(), true)
    if (covered()) return false
    if (direction) return moveFocus(direction)
    if (event.key === 'Enter') return enterPanel()
    if (event.key === '?' || event.key === '？') return (help(), true)
    return false
  }
  const listen = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || (isTyping(event.target) && event.key !== 'Escape')) return
    if (press(event)) event.preventDefault()
  }
  window.addEventListener('keydown', listen)
  onScopeDispose(() => window.removeEventListener('keydown', listen))
}
