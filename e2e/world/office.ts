import { deflateSync, crc32 } from 'node:zlib'
import { expect } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { at } from './wall.ts'

export const DESK = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data])
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([size, body, sum])
}

/** What a camera would give, as far as a browser can tell. */
export const photo = (shade: number): { name: string; mimeType: string; buffer: Buffer } => {
  const [width, height] = [640, 480]
  const head = Buffer.from([0, 0, width >> 8, width & 255, 0, 0, height >> 8, height & 255, 8, 0, 0, 0, 0])
  const rows = Buffer.alloc((width + 1) * height, shade)
  for (let y = 0; y < height; y++) rows[y * (width + 1)] = 0
  return {
    name: 'camera.png',
    mimeType: 'image/png',
    buffer: Buffer.concat([
      Buffer.from('89504e470d0a1a0a', 'hex'),
      chunk('IHDR', head),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  }
}

/** Does one of the offered things to the case that is open, filling in what its form asks for. */
export const does = async (
  pane: Locator,
  action: string,
  fill: (form: Locator) => Promise<void> = async () => undefined,
): Promise<void> => {
  const button = pane.locator(`[data-offer="${action}"]`)
  const more = pane.getByRole('button', { name: /^更多/ })
  await button.or(more).first().waitFor()
  if (!(await button.isVisible())) await more.click()
  await button.click()
  const form = pane.getByTestId('action-form')
  await fill(form)
  await form.getByTestId('send').click()
  await form.waitFor({ state: 'detached' })
}

/** Waits until the open case is in this state. */
export const becomes = (pane: Locator, state: string): Promise<void> =>
  expect.poll(() => pane.getAttribute('data-state'), { timeout: 15_000 }).toBe(state)

/** Takes the first of those a case may go to: the nearest. */
export const toNearest = (form: Locator): Promise<void> =>
  form.getByTestId('parties').getByRole('radio').first().check()

/** Writes what was done, with one photo. */
export const withPhoto =
  (words: string, shade: number) =>
  async (form: Locator): Promise<void> => {
    await form.getByTestId('words').fill(words)
    await form.getByTestId('photo').setInputFiles(photo(shade))
    await form.locator('img').waitFor()
  }

/** Takes the phone's signal away. */
export const cutOff = async (page: Page): Promise<void> => {
  await page.context().setOffline(true)
  await at(page, 'phone-offline').waitFor()
}

/** The officer writes down what somebody called about; the case that opens. */
export const reportCase = async (page: Page, title: string): Promise<Locator> => {
  await at(page, 'report').click()
  const form = at(page, 'report-form')
  await form.getByLabel('类型', { exact: true }).first().click()
  await page.getByRole('option', { name: '基层治理事件' }).click()
  await at(page, 'report-title').fill(title)
  await form.getByLabel('所在区域').first().fill('航坞')
  await page.locator('.el-cascader__suggestion-item').first().click()
  await at(page, 'report-send').click()
  const pane = at(page, 'case')
  await pane.getByRole('heading', { name: title }).waitFor()
  return pane
}
