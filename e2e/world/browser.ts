import { chromium, type Browser, type Page } from 'playwright-core'
import { ADMIN, signIn, type Someone } from './people.ts'
import { CHROMIUM_FLAGS, findChromium } from './chromium.ts'

export interface Size {
  width: number
  height: number
}

/** A browser that keeps what went wrong in its pages. */
export interface Eyes {
  browser: Browser
  /**
   * Opens a page in its own context, signed in as the administrator unless it is somebody else or nobody; animations
   * are off.
   */
  see: (url: string, size: Size, who?: Someone | null) => Promise<Page>
  /** Closes all pages: a wall left open keeps drawing. */
  shut: () => Promise<void>
  /** Uncaught errors of all pages so far: a proof that passes beside one proves nothing. */
  errors: () => string[]
  close: () => Promise<void>
}

/**
 * Starts Chromium; throws with what to do when there is none. With the fonts of the machine instead of our own a page
 * opens in less time: for stories that measure nothing on it.
 */
export const openBrowser = async ({ fonts = 'ours' }: { fonts?: 'ours' | 'of the machine' } = {}): Promise<Eyes> => {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('no Chromium found: install chromium or name one in YIPING_CHROMIUM')
  const args = fonts === 'ours' ? CHROMIUM_FLAGS : [...CHROMIUM_FLAGS, '--disable-remote-fonts']
  const browser = await chromium.launch({ executablePath, args })
  const errors: string[] = []
  return {
    browser,
    see: async (url, size, who = ADMIN) => {
      const context = await browser.newContext({
        viewport: size,
        locale: 'zh-CN',
        timezoneId: 'America/St_Johns',
        reducedMotion: 'reduce',
      })
      if (who) {
        const [name, value] = (await signIn(url, who)).split('=') as [string, string]
        await context.addCookies([{ name, value, url: new URL(url).origin, httpOnly: true, sameSite: 'Lax' }])
      }
      const page = await context.newPage()
      // A step that waits for nothing is told by name, before the whole test is given up.
      page.setDefaultTimeout(30_000)
      page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`))
      await page.goto(url, { waitUntil: 'domcontentloaded' })
      return page
    },
    shut: async () => {
      for (const context of browser.contexts()) await context.close()
    },
    errors: () => errors,
    close: () => browser.close(),
  }
}
