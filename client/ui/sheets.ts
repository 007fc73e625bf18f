const AGAIN_MS = 1_000

/**
 * The address of a style sheet that did not come, from the bundler's words about it; `null` when it was something else.
 */
export const lostSheet = (words: string): string | null => /^Unable to preload CSS for (\S+)$/.exec(words)?.[1] ?? null

/**
 * Style sheets that did not come: the bundler asks for each once and never again, so that what they dress would stay
 * bare for good.
 */
export const createSheets = (load: (href: string) => Promise<void>, wait: (ms: number) => Promise<unknown>) => {
  const missing = new Map<string, Promise<void>>()
  const fetchAgain = async (href: string): Promise<void> => {
    for (let tries = 0; ; tries++) {
      if (tries > 0) await wait(AGAIN_MS)
      if (
        await load(href).then(
          () => true,
          () => false,
        )
      )
        break
    }
    missing.delete(href)
  }
  return {
    /** Asks for a sheet until it is there. */
    recover: (href: string): void => {
      if (!missing.has(href)) missing.set(href, fetchAgain(href))
    },
    /** Resolves when nothing is missing. */
    there: async (): Promise<void> => {
      while (missing.size > 0) await Promise.all(missing.values())
    },
  }
}

const linkTo = (href: string): Promise<void> =>
  new Promise((done, fail) => {
    for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]'))
      if (link.href === href) link.remove()
    const link = Object.assign(document.createElement('link'), {
      rel: 'stylesheet',
      crossOrigin: '',
      href,
      onload: () => done(),
      onerror: () => fail(new Error(href)),
    })
    document.head.append(link)
  })

/** The sheets of this page. */
export const sheets = createSheets(linkTo, (ms) => new Promise((done) => setTimeout(done, ms)))
