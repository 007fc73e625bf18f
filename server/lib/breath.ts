const MOST_MS = 12

/** Called between small pieces of long work: gives way to whatever waits once the work has gone on for so long. */
export const createBreath = (mostMs = MOST_MS): (() => Promise<void>) => {
  let began = performance.now()
  return async () => {
    if (performance.now() - began < mostMs) return
    await new Promise((resolve) => setImmediate(resolve))
    began = performance.now()
  }
}
