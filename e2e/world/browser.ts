import { chromium, type Browser, type Page } from 'playwright-core'
import { CHROMIUM_FLAGS, findChromium } from './chromium.ts'

export interface Size { width: number; height: number }

/** A browser that keeps what went wrong in its pages. */
export interface Eyes {
  browser: Browser
  /** Opens a page in its own context; animations are off unless asked for. */
  see: (url: string, size: Size) => Promise<Page>
  /** Closes all pages: a wall left open keeps drawing. */
  shut: () => Promise<void>
  /** Uncaught errors of all pages so far: a proof that passes beside one proves nothing. */
  errors: () => string[]
  close: () => Promise<void>
}

/** Starts Chromium; throws with what to do when there is none. */
export const openBrowser = async (): Promise<Eyes> => {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('no Chromium found: install chromium or name one in YIPING_CHROMIUM')
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS })
  const errors: string[] = []
  return {
    browser,
    see: async (url, size) => {
      const context = await browser.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'America/St_Johns', reducedMotion: 'reduce' })
      const page = await context.newPage()
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
