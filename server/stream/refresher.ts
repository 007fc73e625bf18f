const PAUSE_MS = 80
const AT_ONCE = 2

/**
 * Runs work for names as it falls due: each name once at a time and with a pause after it, a few names at
 * once. However many changes arrive, what waits is bounded by the number of names.
 */
export const createRefresher = (work: (name: string) => Promise<void>) => {
  const due = new Set<string>()
  /** At work or pausing; `true` when it fell due again meanwhile. */
  const taken = new Map<string, boolean>()
  let working = 0
  let closed = false

  const rested = (name: string): void => {
    if (taken.get(name)) due.add(name)
    taken.delete(name)
    start()
  }

  const start = (): void => {
    for (const name of due) {
      if (closed || working >= AT_ONCE) return
      due.delete(name)
      taken.set(name, false)
      working += 1
      void work(name).finally(() => {
        working -= 1
        setTimeout(rested, PAUSE_MS, name).unref()
        start()
      })
    }
  }

  return {
    mark: (name: string): void => {
      if (taken.has(name)) taken.set(name, true)
      else due.add(name)
      start()
    },
    close: (): void => {
      closed = true
      due.clear()
    },
  }
}
