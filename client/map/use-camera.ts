import { ref, shallowRef, type Ref } from 'vue'
import { edgesFor, type Subject } from './frame.ts'
import type { Goal } from './use-engine.ts'

const FLIGHT_MS = 650

interface Wishes {
  host: Readonly<Ref<HTMLElement | null>>
  /** What is to be seen; `null` = nothing is drawn. */
  subject: () => Subject | null
  /** Whether there is a picture to fly over. */
  drawn: () => boolean
  /** Layout pixels of a design pixel. */
  unit: () => number
  /** What the legend covers, in layout pixels. */
  legend: () => { width: number; height: number }
}

/** Where the camera is sent already it is not sent again. */
const sameGoal = (a: Omit<Goal, 'ms'>, b: Goal): boolean =>
  JSON.stringify([a.box, a.edges]) === JSON.stringify([b.box, b.edges])

const isCalm = (host: HTMLElement): boolean =>
  host.closest('.calm') !== null || matchMedia('(prefers-reduced-motion: reduce)').matches

/** Where the map looks: at its subject, as large as what stands on it leaves room for. */
export const useCamera = ({ host, subject, drawn, unit, legend }: Wishes) => {
  const goal = shallowRef<Goal | null>(null)
  const flying = ref(false)
  const look = (ms: number): void => {
    const seen = subject()
    if (!seen || !host.value) return
    const size = { width: host.value.offsetWidth, height: host.value.offsetHeight, unit: unit(), legend: legend() }
    const next = { box: seen.box, edges: edgesFor(seen.box, seen.outline, size) }
    if (ms > 0 && goal.value && sameGoal(next, goal.value)) return
    flying.value = ms > 0 && drawn()
    goal.value = { ...next, ms }
  }
  return {
    goal,
    flying,
    /** Looks there at once. */
    cut: () => look(0),
    /** Flies there, but on a page that is to keep still. */
    fly: () => look(host.value && !isCalm(host.value) ? FLIGHT_MS : 0),
  }
}
