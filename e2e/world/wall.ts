import type { Page } from 'playwright-core'
import type { Door } from './server.ts'

export const ROOT = '330109'
export const WALL = { width: 1920, height: 1080 }

/** The wall as a person reads it. */
export const at = (page: Page, id: string) => page.getByTestId(id)

/** Waits until the wall shows this place live. */
export const shows = async (page: Page, region: string): Promise<void> => {
  await page.locator(`[data-testid="wall"][data-region="${region}"]`).waitFor()
  await page.locator('[data-testid="connection"][data-state="live"]').waitFor()
}

/** The number of a headline as digits; `null` while it is a dash. */
export const headline = async (page: Page, indicator: string): Promise<number | null> => {
  const text = (await at(page, `headline:${indicator}`).getByTestId('number').innerText()).replace(/[,\s]/g, '')
  const digits = /-?\d+(\.\d+)?/.exec(text)
  return digits ? Number(digits[0]) : null
}

interface Regions {
  regions: { code: string; level: string; kind: string; parent: string | null }[]
}

/** Codes of a level, as the API tells them. */
export const codesOf = async ({ url, token }: Door, level: string): Promise<string[]> => {
  const { regions } = (await (
    await fetch(`${url}/api/v1/regions`, { headers: { authorization: `Bearer ${token}` } })
  ).json()) as Regions
  return regions.filter((region) => region.level === level && region.kind === 'place').map((region) => region.code)
}
