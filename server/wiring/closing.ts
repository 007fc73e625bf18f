import type { Logger } from '../lib/index.ts'

/** What has to be ended once: the last begun is ended first, since it may lean on what was there before it. */
export interface Closing {
  add: (end: () => unknown) => void
  /** Does something every so many milliseconds until the end; when it fails that is logged in these words. */
  every: (milliseconds: number, work: () => unknown, failed: string) => void
  close: () => Promise<void>
}

export const createClosing = (logger: Pick<Logger, 'error'>): Closing => {
  const ends: (() => unknown)[] = []
  return {
    add: (end) => void ends.push(end),
    every: (milliseconds, work, failed) => {
      const attempt = async (): Promise<void> => {
        try {
          await work()
        } catch (error) {
          logger.error({ err: error }, failed)
        }
      }
      const timer = setInterval(() => void attempt(), milliseconds)
      ends.push(() => clearInterval(timer))
    },
    close: async () => {
      for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end()
    },
  }
}
