/** Slower than this a flight is seen to stutter. */
const SLOW_MS = 60
/** One slow flight may be somebody else's doing; two in a row are ours. */
const FLIGHTS = 2

/** Judges flights: `true` once `FLIGHTS` in a row had a slow median frame; then starts counting anew. */
export const createFrameJudge = (): ((frames: number[]) => boolean) => {
  let slow = 0
  return (frames) => {
    if (frames.length === 0) return false
    const median = frames.toSorted((a, b) => a - b)[Math.floor(frames.length / 2)]!
    slow = median > SLOW_MS ? slow + 1 : 0
    if (slow < FLIGHTS) return false
    slow = 0
    return true
  }
}
