import { nearest, type Direction } from './nearest.ts'

const PANELS = '[data-panel]'
const ITEMS = 'button:not(:disabled), a[href], select, input, [tabindex="0"]'

const shown = (selector: string, within: ParentNode): HTMLElement[] =>
  [...within.querySelectorAll<HTMLElement>(selector)].filter((element) => element.getClientRects().length > 0)

const step = (from: HTMLElement, candidates: HTMLElement[], direction: Direction): HTMLElement | undefined =>
  candidates[
    nearest(
      from.getBoundingClientRect(),
      candidates.map((element) => element.getBoundingClientRect()),
      direction,
    )
  ]

const focus = (element: HTMLElement | undefined | null): boolean => {
  element?.focus({ preventScroll: false })
  return Boolean(element)
}

/**
 * Moves focus between panels, or between what can be pressed inside the panel one has entered, leaving it at its edge.
 */
export const moveFocus = (direction: Direction): boolean => {
  const active = document.activeElement instanceof HTMLElement ? document.activeElement : null
  const panel = active?.closest<HTMLElement>(PANELS) ?? null
  const panels = shown(PANELS, document)
  if (!active || !panel) return focus(panels[0])
  if (active !== panel && focus(step(active, shown(ITEMS, panel), direction))) return true
  return focus(
    step(
      panel,
      panels.filter((other) => other !== panel),
      direction,
    ),
  )
}

/** Enters the focused panel; `false` when focus is not on a panel itself. */
export const enterPanel = (): boolean => {
  const active = document.activeElement
  return active instanceof HTMLElement && active.matches(PANELS) && focus(shown(ITEMS, active)[0])
}

/** Goes from inside a panel back onto it; `false` when focus is not inside one. */
export const leaveItem = (): boolean => {
  const active = document.activeElement
  const panel = active?.closest<HTMLElement>(PANELS)
  return panel !== null && panel !== undefined && panel !== active && focus(panel)
}
