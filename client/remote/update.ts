const PAUSE_MS = 60_000

/**
 * After an update of the server the files of the page that is open are gone. The page starts again, at most once a
 * minute, and only when the server answers: a wall must not give up what it shows for an error page. What the bundler
 * says of each such file is handed to `lostFile`.
 */
export const reloadAfterUpdate = (lostFile: (words: string) => void): void => {
  let asked = false
  window.addEventListener('vite:preloadError', (event) => {
    event.preventDefault()
    lostFile(event.payload.message)
    if (asked) return
    asked = true
    setTimeout(() => {
      asked = false
    }, PAUSE_MS)
    fetch('/healthz').then(
      (answer) => {
        if (answer.ok) location.reload()
      },
      () => undefined,
    )
  })
}
