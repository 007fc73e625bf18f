import { UNATTENDED } from '../../server/contract/index.ts'

/** What follows on something a person did within this time is theirs; later a page only keeps itself up to date. */
const ATTENDED_MS = 60_000
const DEEDS = ['pointerdown', 'keydown', 'wheel', 'touchstart']

/** Whether somebody is doing something in this page; opening it was something. */
export const createAttended = (
  page: Pick<EventTarget, 'addEventListener'>,
  now: () => number = Date.now,
): (() => boolean) => {
  let last = now()
  for (const deed of DEEDS)
    page.addEventListener(
      deed,
      () => {
        last = now()
      },
      { capture: true, passive: true },
    )
  return () => now() - last < ATTENDED_MS
}

const plain: typeof fetch = (...request) => fetch(...request)

/** Says of a request that nobody is there: it is answered, and keeps no session from idling. */
export const unattended =
  (fetcher: typeof fetch = plain): typeof fetch =>
  (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set(UNATTENDED, '1')
    return fetcher(input, { ...init, headers })
  }

/** Says so of whatever is asked while nobody does anything. */
export const askAttended = (attended: () => boolean, fetcher: typeof fetch = plain): typeof fetch => {
  const byItself = unattended(fetcher)
  return (input, init) => (attended() ? fetcher : byItself)(input, init)
}
