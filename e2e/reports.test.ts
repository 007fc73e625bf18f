import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Excel from 'exceljs'
import JSZip from 'jszip'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { city } from './lane.ts'
import { at, demo, openBrowser, readPaper, type Eyes } from './world/index.ts'

const { url } = city
let eyes: Eyes
beforeAll(async () => {
  eyes = await openBrowser({ fonts: 'of the machine' })
})
afterEach(() => eyes.shut())
afterAll(async () => {
  expect(eyes.errors()).toEqual([])
  await eyes.close()
})

test('an analyst reads the daily report before it is made, makes it as Word, takes it away and finds it in the archive', async () => {
  const page = await eyes.see(`${url}/reports?report=district-day`, { width: 1440, height: 900 }, demo('analyst'))
  const report = page.frameLocator('[data-testid="preview"]')
  await report.getByRole('heading', { name: '城市运行日报' }).waitFor({ timeout: 60_000 })
  expect(await report.locator('main').innerText()).toMatch(/新增各类事件[\d,]+件/)
  await at(page, 'run:docx').click()
  const done = page.locator('[data-testid="job"][data-state="done"]').first()
  await done.waitFor({ timeout: 60_000 })
  const [download] = await Promise.all([page.waitForEvent('download'), done.getByTestId('download').click()])
  expect(download.suggestedFilename()).toMatch(/城市运行日报.*\.docx$/)
  expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe('PK')
  await at(page, 'issue').getByText('城市运行日报').first().waitFor()
})

test('an analyst has a report make itself every month, pauses it and takes it away again; what the definitions order stands there already', async () => {
  const page = await eyes.see(`${url}/reports?report=economy-month`, { width: 1440, height: 900 }, demo('analyst'))
  await at(page, 'plan').getByText('系统（按计划自动编制）').waitFor()
  await at(page, 'new-plan').click()
  await at(page, 'plan-form').getByRole('button', { name: '保存计划' }).click()
  const mine = at(page, 'plan').filter({ hasText: '周思远' })
  await mine.getByText('每月5日 09:00，遇休顺延').waitFor()
  expect(await mine.innerText()).toMatch(/下次 \d+月\d+日 09:00/)
  await mine.getByTestId('plan:pause').click()
  await mine.getByText('周思远暂停').waitFor()
  await mine.getByTestId('plan:remove').click()
  await page.getByRole('button', { name: '删除', exact: true }).last().click()
  await mine.waitFor({ state: 'detached' })
})

test('the time zone of a plan is chosen by the keyboard alone; Enter takes the zone and does not save', async () => {
  const page = await eyes.see(`${url}/reports?report=economy-month`, { width: 1440, height: 900 }, demo('analyst'))
  await at(page, 'new-plan').click()
  await page.getByRole('combobox', { name: '时区' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Tokyo')
  await page.getByRole('option', { name: 'Asia/Tokyo' }).waitFor()
  await page.keyboard.press('Enter')
  await at(page, 'plan-zone-choice').getByText('Asia/Tokyo').waitFor()
  await at(page, 'plan-form').waitFor()
  await at(page, 'plan-form').getByRole('button', { name: '保存计划' }).press('Enter')
  const mine = at(page, 'plan').filter({ hasText: 'Asia/Tokyo' })
  await mine.waitFor()
  expect(await mine.innerText()).toMatch(/下次 \d+月\d+日 08:00/)
  await mine.getByTestId('plan:remove').click()
  await page.getByRole('button', { name: '删除', exact: true }).last().click()
  await mine.waitFor({ state: 'detached' })
})

test('an analyst picks indicators, places and months, sees last year and target, presses one button and opens Word, Excel and PDF: the same digits everywhere', async () => {
  const page = await eyes.see(
    `${url}/analysis?i=governance.new_cases,governance.handled_rate&g=month&m=value,yoy,gap&cols=indicator`,
    { width: 1440, height: 900 },
    demo('analyst'),
  )
  const first = at(page, 'pivot').locator('[data-at="0,0"]')
  await first.waitFor()
  const [name, digits] = [await at(page, 'pivot').locator('tbody th').first().innerText(), await first.innerText()]
  await at(page, 'open-export').click()
  await at(page, 'start-export').click()
  const jobs = page.locator('[data-testid="job"][data-state="done"]')
  await expect.poll(() => jobs.count(), { timeout: 60_000 }).toBe(3)
  expect(await jobs.first().innerText()).toMatch(/已完成.*保留到 \d+月\d+日/)
  const folder = mkdtempSync(join(tmpdir(), 'yiping-taken-'))
  const files: string[] = []
  for (let at = 0; at < 3; at += 1) {
    const [download] = await Promise.all([page.waitForEvent('download'), jobs.nth(at).getByTestId('download').click()])
    const path = join(folder, download.suggestedFilename())
    await download.saveAs(path)
    files.push(path)
  }
  const ending = (extension: string): string => files.find((file) => file.endsWith(extension))!
  const workbook = new Excel.Workbook()
  await workbook.xlsx.readFile(ending('.xlsx'))
  const sheet = workbook.worksheets[0]!
  const values = sheet.getSheetValues().flatMap((row) => (Array.isArray(row) && row.includes(name) ? [row] : []))
  expect(values.some((row) => row.includes(Number(digits.replaceAll(',', ''))))).toBe(true)
  const word = await (await JSZip.loadAsync(await readFile(ending('.docx')))).file('word/document.xml')!.async('string')
  expect(word.replace(/<[^>]+>/g, ' ')).toContain(digits)
  const { words } = await readPaper(ending('.pdf'), folder)
  for (const part of [name, digits, '周思远']) expect(words).toContain(part)
  rmSync(folder, { recursive: true })
})

test('a chart and a whole screen leave as pictures of the size that was chosen', async () => {
  const sizeOf = async (page: Page, press: () => Promise<void>): Promise<number[]> => {
    const [download] = await Promise.all([page.waitForEvent('download'), press()])
    const png = await readFile(await download.path())
    expect(png.toString('utf8')).toContain('周思远')
    return [png.readUInt32BE(16), png.readUInt32BE(20)]
  }
  const analysis = await eyes.see(
    `${url}/analysis?i=governance.new_cases&g=month&tab=course`,
    { width: 1440, height: 900 },
    demo('analyst'),
  )
  await at(analysis, 'open-export').click()
  expect(await sizeOf(analysis, () => at(analysis, 'picture:1280').click())).toEqual([1280, 720])
  const desk = await eyes.see(`${url}/desk/overview/330109`, { width: 1440, height: 900 }, demo('analyst'))
  await at(desk, 'open-picture').click()
  expect(await sizeOf(desk, () => at(desk, 'picture').click())).toEqual([1920, 1080])
})

test('from an alert on the desk, and from its case, one press leads to the report of the two, which is made as Word', async () => {
  const page = await eyes.see(`${url}/desk`, { width: 1440, height: 900 })
  await at(page, 'open-alerts').click()
  const alert = at(page, 'alert-item')
    .filter({ has: page.getByTestId('alert-case') })
    .first()
  await alert.getByTestId('alert-case').click()
  await at(page, 'case-report').click()
  const preview = page.frameLocator('[data-testid="preview"]')
  await preview.getByRole('heading', { name: '处置专报' }).waitFor({ timeout: 60_000 })
  expect(await preview.locator('main').innerText()).toContain('从发生到目前的全部环节')
  await page.goBack()
  await at(page, 'open-alerts').click()
  await at(page, 'alert-item').first().getByTestId('alert-report').click()
  await preview.getByRole('heading', { name: '处置专报' }).waitFor({ timeout: 60_000 })
  await at(page, 'run:docx').click()
  await at(page, 'issue').getByText('处置专报').first().waitFor({ timeout: 60_000 })
})

test('rows about persons are asked for where they are shown, approved by somebody else, and only then there as a file', async () => {
  // Whoever decides has the page open already, and looks at nothing but it.
  const officer = await eyes.see(`${url}/reports`, { width: 1440, height: 900 }, demo('guali-officer'))
  await at(officer, 'reports').waitFor()
  const page = await eyes.see(
    `${url}/analysis?i=governance.appeals&g=month&r=330109113&rows=region&cols=time`,
    { width: 1440, height: 900 },
    demo('steward'),
  )
  // The running month: the first ones of the table lie before anything was delivered.
  await at(page, 'pivot').locator('[data-at^="0,"]').last().click({ timeout: 60_000 })
  await at(page, 'show-rows').first().click()
  await at(page, 'release-open').first().click()
  const form = at(page, 'release-form')
  await form.getByRole('checkbox', { name: '来电人代码' }).check()
  await form.getByTestId('release-reason').fill('回访核实办理情况')
  await form.getByTestId('release-send').click()
  await at(page, 'release-asked').waitFor()
  const wish = at(officer, 'release').filter({ hasText: '回访核实办理情况' })
  await wish.getByTestId('release:approve').click({ timeout: 60_000 })
  await wish.getByText('已批准').waitFor()
  await officer.getByLabel('条消息未读').waitFor()
  await page.goto(`${url}/account`)
  await at(page, 'account-notice:release-approved').filter({ hasText: '回访核实办理情况' }).waitFor()
  const mine = await eyes.see(`${url}/reports`, { width: 1440, height: 900 }, demo('steward'))
  const done = mine.locator('[data-testid="job"][data-state="done"]').filter({ hasText: '明细' }).first()
  const [download] = await Promise.all([
    mine.waitForEvent('download', { timeout: 60_000 }),
    done.getByTestId('download').click({ timeout: 60_000 }),
  ])
  const workbook = new Excel.Workbook()
  await workbook.xlsx.readFile(await download.path())
  const [rows, about] = workbook.worksheets
  expect(rows!.getRow(1).values).toContain('来电人代码（原文）')
  expect(
    rows!
      .getColumn(6)
      .values.slice(2)
      .every((value) => /^[^*]+$/.test(String(value))),
  ).toBe(true)
  expect(JSON.stringify(about!.getSheetValues())).toMatch(/傅文静.*沈晓岚.*批准.*回访核实办理情况/)
})
