/** Pauses before each try: what the worker keeps comes as a whole or not at all, and a weak signal loses some of it. */
const TRIES_MS = [0, 5_000, 30_000, 120_000]

/** Whether the browser has a worker for the phone's pages in the end. */
const installs = async (container: Pick<ServiceWorkerContainer, 'register'>): Promise<boolean> => {
  try {
    const { active, installing, waiting } = await container.register('/phone-worker.js', { scope: '/m' })
    const worker = installing ?? waiting
    if (active || !worker) return active !== null
    return await new Promise((done) => {
      const tell = (): void => {
        if (worker.state === 'activated') done(true)
        if (worker.state === 'redundant') done(false)
      }
      worker.addEventListener('statechange', tell)
      tell()
    })
  } catch {
    return false
  }
}

/** Tries until the browser keeps the pages, a few times; resolves to whether it does. */
export const keepPages = async (
  container: Pick<ServiceWorkerContainer, 'register'>,
  wait: (ms: number) => Promise<unknown>,
): Promise<boolean> => {
  for (const ms of TRIES_MS) {
    await wait(ms)
    if (await installs(container)) return true
  }
  return false
}

/**
 * Tells the worker what a page asks that it does not see: all of a page that was open before it. Each address once,
 * and that of the session, which signing in may have answered.
 */
export const tellAsked = (tell: (address: string) => void): ((entries: readonly { name: string }[]) => void) => {
  const told = new Set<string>(['/api/v1/session'])
  tell('/api/v1/session')
  return (entries) => {
    for (const { name } of entries) {
      const { pathname, search } = new URL(name)
      const address = `${pathname}${search}`
      if (!pathname.startsWith('/api/') || told.has(address)) continue
      told.add(address)
      tell(address)
    }
  }
}

/**
 * Has the browser keep the phone's pages for when there is no signal. Where it cannot (no certificate), they work while
 * there is one.
 */
export const startWorker = async (): Promise<void> => {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  const { serviceWorker } = navigator
  const seen = serviceWorker.controller !== null
  if (!(await keepPages(serviceWorker, (ms) => new Promise((done) => setTimeout(done, ms)))) || seen) return
  const { active } = (await serviceWorker.getRegistration('/m')) ?? {}
  const told = tellAsked((address) => active?.postMessage(address))
  new PerformanceObserver((list) => told(list.getEntries())).observe({ type: 'resource', buffered: true })
}

/** Forgets what was kept of the person who signs out. */
export const forgetKept = async (): Promise<void> => {
  if ('caches' in globalThis) await caches.delete('yiping-phone-data').catch(() => false)
}
