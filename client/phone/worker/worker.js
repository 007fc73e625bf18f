/**
 * Keeps the phone's pages: the built files as a whole under the name of their build, and the little a page asks before
 * it can be drawn. What people do goes through the page's own outbox, never through here.
 */
const BUILD = '__BUILD__'
const FILES = __FILES__
const SHELL = `yiping-phone-${BUILD}`
const DATA = 'yiping-phone-data'
const READ = ['/api/v1/catalog', '/api/v1/regions', '/api/v1/outlines', '/api/v1/cases/types', '/api/v1/session']
const WAIT_MS = 4000

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(SHELL)
      .then((cache) => cache.addAll(['/m', ...FILES]))
      .then(() => self.skipWaiting()),
  )
})
self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name.startsWith('yiping-phone-') && name !== SHELL && name !== DATA)
            .map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  )
})

const within = (request) =>
  new Promise((done, fail) => {
    setTimeout(() => fail(new Error('slow')), WAIT_MS)
    fetch(request).then(done, fail)
  })
const page = async (request) => {
  try {
    const answer = await within(request)
    if (answer.ok) return answer
  } catch {
    /* no signal: the page kept with this build */
  }
  return (await caches.match('/m', { cacheName: SHELL })) ?? fetch(request)
}
const file = async (request) => (await caches.match(request, { cacheName: SHELL })) ?? fetch(request)
/** A sign-out or an expired session is answered as it is; only silence is answered from what is kept. */
const read = async (request) => {
  try {
    const answer = await within(request)
    if (answer.ok) await caches.open(DATA).then((cache) => cache.put(request, answer.clone()))
    return answer
  } catch (error) {
    const kept = await caches.match(request, { cacheName: DATA })
    if (kept) return kept
    throw error
  }
}

/** What a page asked before there was a worker to see it: asked once more, or its first day without a signal is lost. */
const keep = async (address) => {
  const url = new URL(address, self.location.origin)
  if (url.origin !== self.location.origin || !READ.includes(url.pathname)) return
  const request = new Request(url)
  const answer = await fetch(request)
  if (answer.ok) await caches.open(DATA).then((cache) => cache.put(request, answer))
}
self.addEventListener('message', (event) => event.waitUntil(keep(event.data).catch(() => undefined)))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(file(request))
  else if (READ.includes(url.pathname)) event.respondWith(read(request))
})
