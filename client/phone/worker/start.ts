/** Has the browser keep the phone's pages for when there is no signal. Where it cannot (no certificate), they work while there is one. */
export const startWorker = async (): Promise<void> => {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  await navigator.serviceWorker.register('/phone-worker.js', { scope: '/m' }).catch(() => undefined)
}

/** Forgets what was kept of the person who signs out. */
export const forgetKept = async (): Promise<void> => {
  if ('caches' in globalThis) await caches.delete('yiping-phone-data').catch(() => false)
}
