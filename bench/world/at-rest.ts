import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

const TICK_MS = 10
const LOOK_MS = 1_000
const RESTING = 0.05
const LONGEST = 300

/** Processor time of a process so far, all its threads, in milliseconds. */
export const processorTime = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}

/**
 * Waits until a server that has just started does nothing of its own any more, so that only what is asked of it is
 * measured.
 */
export const atRest = async (pid: number): Promise<void> => {
  for (let looked = 0; looked < LONGEST; looked += 1) {
    const before = processorTime(pid)
    await wait(LOOK_MS)
    if (processorTime(pid) - before < RESTING * LOOK_MS) return
  }
  throw new Error('the server never came to rest')
}
