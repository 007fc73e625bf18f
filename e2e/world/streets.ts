import type { Locator, Page } from 'playwright-core'
import type { Eyes } from './browser.ts'
import { becomes, DESK, does, PHONE, reportCase, toNearest } from './office.ts'
import { demo } from './people.ts'
import { at } from './wall.ts'

const OFFICER = demo('guali-officer')
const WORKER = demo('hangwu-worker')

/** A town officer at a desk and a village worker with a phone, in one city. */
export interface Streets {
  desk: () => Promise<Page>
  phone: (path?: string) => Promise<Page>
  /** Filed on this desk and sent to the village: its phone has it. */
  givenOut: (page: Page, title: string) => Promise<Locator>
}

export const createStreets = (url: string, eyes: () => Eyes): Streets => ({
  desk: async () => {
    const page = await eyes().see(`${url}/desk`, DESK, OFFICER)
    await at(page, 'work').waitFor()
    await page.getByTestId('queue:new').waitFor()
    return page
  },
  phone: async (path = '/m') => {
    const page = await eyes().see(`${url}${path}`, PHONE, WORKER)
    await at(page, 'phone').waitFor()
    return page
  },
  givenOut: async (page, title) => {
    const pane = await reportCase(page, title)
    await does(pane, 'file')
    await does(pane, 'dispatch', toNearest)
    await becomes(pane, 'dispatched')
    return pane
  },
})
