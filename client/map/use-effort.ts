import { ref, watch, type Ref } from 'vue'
import { createFrameJudge } from './flat/frames.ts'
import type { Graphics } from './graphics.ts'

/** What costs a machine most: depth and glow, each until it is too much or somebody puts it off. */
interface Effort {
  depth: Ref<boolean>
  heat: Ref<boolean>
  /** Told how long the frames of a flight took: where flights stutter, what costs most goes first. */
  judge: (frames: number[]) => void
}

/** Depth is proposed where the screen asks for it and the machine has something to draw it with. */
export const useEffort = (extrude: () => boolean | undefined, graphics: Graphics): Effort => {
  const wanted = (): boolean => extrude() === true && graphics === 'hardware'
  const depth = ref(wanted())
  const heat = ref(true)
  const stutters = createFrameJudge()
  watch(extrude, () => {
    depth.value = wanted()
  })
  return {
    depth,
    heat,
    judge: (frames) => {
      if (!stutters(frames)) return
      if (depth.value) depth.value = false
      else heat.value = false
    },
  }
}
