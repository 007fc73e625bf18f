import { nextTick, type Ref } from 'vue'
import type { Engine } from './engine-port.ts'
import type { Label } from './layers/labels.ts'
import { neighbourOf, type Direction } from './layers/neighbour.ts'
import type { Pointer } from './use-pointer.ts'

const ARROWS: Record<string, Direction> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' }

interface Around {
  root: Readonly<Ref<HTMLElement | null>>
  engine: Readonly<Ref<Engine | null>>
  labels: Readonly<Ref<Label[]>>
  pointer: Pick<Pointer, 'place' | 'choose'>
  /** Puts the names where they belong once another place is chosen. */
  place: () => void
}

/**
 * Arrows go from place to place; where none lies that way the key is left to the page, which goes to the next panel.
 */
export const useArrows =
  ({ root, engine, labels, pointer, place }: Around) =>
  async (event: KeyboardEvent): Promise<void> => {
    const direction = ARROWS[event.key]
    const drawn = engine.value
    if (!direction || !drawn || (event.target !== root.value && !(event.target as Element).closest('.labels'))) return
    const points = labels.value.map((label) => ({ label, point: drawn.project(label.anchor) }))
    const from = points.find(({ label }) => label.code === pointer.place.value)
    const next = from ? neighbourOf(points, from.point, direction)?.label : labels.value[0]
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    pointer.choose(next.code)
    place()
    await nextTick()
    root.value?.querySelector<HTMLElement>(`.labels [data-region="${CSS.escape(next.code)}"] .name`)?.focus()
  }
