import Excel from 'exceljs'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { city } from './lane.ts'
import { at, demo, openBrowser, signIn, ADMIN, type Eyes, type Someone } from './world/index.ts'

const { url } = city
let eyes: Eyes
beforeAll(async () => {
  eyes = await openBrowser()
})
afterEach(() => eyes.shut())
afterAll(async () => {
  expect(eyes.errors()).toEqual([])
  await eyes.close()
})

const sees = async (query = '', who: Someone = ADMIN): Promise<Page> => {
  const page = await eyes.see(`${url}/analysis${query}`, { width: 1440, height: 900 }, who)
  await at(page, 'analysis').waitFor()
  return page
}
const digits = (text: string): string => text.replace(/[^\d.-]/g, '')

test('an analyst crosses places with categories; the table says what the API says, and each number where it comes from', async () => {
  const page = await sees('?i=governance.new_cases&g=month')
  await at(page, 'pivot').waitFor()
  await page.goto(`${page.url()}&cols=by:category`)
  await at(page, 'pivot').getByText('环境卫生').waitFor()
  const cookie = await signIn(url, ADMIN)
  const reply = await fetch(`${url}/api/v1/pivot`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({
      indicators: ['governance.new_cases'],
      level: 'town',
      grain: 'month',
      rows: 'region',
      columns: 'by:category',
    }),
  })
  const answer = (await reply.json()) as {
    rows: { heads: { key: string }[] }
    cells: { values: (number | null)[] }[][]
  }
  const first = await at(page, 'pivot')
    .locator('[data-at]')
    .evaluateAll((buttons) => buttons.slice(0, 3).map((button) => button.textContent ?? ''))
  expect(first.map(digits)).toEqual(answer.cells[0]!.slice(0, 3).map(({ values }) => String(values[0])))
  const [all, ...parts] = answer.cells[0]!.map(({ values }) => values[0] ?? 0)
  expect(parts.reduce((sum, value) => sum + value, 0)).toBe(all)
  await at(page, 'pivot').locator('[data-at="0,0"]').click()
  await at(page, 'explain-card').getByText('区委政法委').first().waitFor()
  await page.keyboard.press('Escape')
  await at(page, 'explain-card').waitFor({ state: 'detached' })
})

test('what was chosen is in the address and comes back from it: indicator found by its name, sorted, villages by pages', async () => {
  const page = await sees()
  await at(page, 'find-indicator').fill('受理件')
  await at(page, 'choose:governance.appeals').click()
  await at(page, 'level:village').click()
  await at(page, 'pivot').waitFor()
  await at(page, 'page-words').getByText('共 ', { exact: false }).waitFor()
  await at(page, 'next-page').click()
  await at(page, 'page-words').getByText('第 51–', { exact: false }).waitFor()
  expect(page.url()).toMatch(/governance\.appeals.*l=village.*page=1|page=1.*l=village/)
  await page.reload()
  await at(page, 'page-words').getByText('第 51–', { exact: false }).waitFor()
})

test('an indicator the catalogue does not know can be taken out, takes no grain from the others, and goes with the next choice', async () => {
  const page = await sees('?i=governance.new_cases,governance.gone&g=month', demo('analyst'))
  await at(page, 'pivot').getByText('2026年').first().waitFor()
  await at(page, 'chip:governance.gone').click()
  await at(page, 'chip:governance.gone').waitFor({ state: 'detached' })
  expect(page.url()).not.toContain('gone')
  const lost = await sees('?i=governance.gone', demo('analyst'))
  await lost.getByText('没有指标 governance.gone').waitFor()
  await at(lost, 'choose:governance.appeals').click()
  await at(lost, 'pivot').waitFor()
  expect(await at(lost, 'chip:governance.gone').count()).toBe(0)
})

test('with the keyboard alone the list of indicators is one stop, arrows lead through it, and the tabs come next', async () => {
  const page = await sees('?i=governance.new_cases&g=month')
  await at(page, 'find-indicator').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await expect.poll(() => page.url()).toMatch(/i=governance\.new_cases(,|%2C)economy\./)
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.dataset.testid')).toBe('tab:table')
})

test('in a narrow window the tabs keep their words in one line, and the page its width', async () => {
  const page = await eyes.see(`${url}/analysis?i=governance.new_cases&g=month`, { width: 390, height: 844 }, ADMIN)
  const tab = at(page, 'tab:course')
  await tab.waitFor()
  expect((await tab.boundingBox())!.height).toBeLessThan(48)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
})

test('a course too wide for its place is shown with what is newest', async () => {
  const page = await sees('?i=governance.new_cases&g=month&m=value,rank,yoy')
  const heads = at(page, 'pivot').locator('thead th[scope=colgroup]')
  await heads.last().waitFor()
  const inside = async (head: typeof heads): Promise<boolean> => {
    const [own, whole] = [
      await head.boundingBox(),
      await page.locator('.scroll', { has: at(page, 'pivot') }).boundingBox(),
    ]
    return own!.x + own!.width <= whole!.x + whole!.width + 1 && own!.x >= whole!.x
  }
  expect([await inside(heads.first()), await inside(heads.last())]).toEqual([false, true])
})

test('course with forecast, map, distribution and correlation each show something or say why not', async () => {
  const page = await sees('?i=governance.new_cases,governance.appeals&g=day')
  await at(page, 'tab:course').click()
  await at(page, 'course').locator('canvas').waitFor()
  await at(page, 'trust').getByText('滚动检验').waitFor()
  await at(page, 'tab:map').click()
  await at(page, 'analysis-map').getByText('瓜沥镇').first().waitFor()
  await at(page, 'tab:spread').click()
  await at(page, 'distribution').locator('canvas').waitFor()
  await at(page, 'tab:pair').click()
  await at(page, 'correlation').locator('canvas').waitFor()
  expect(await at(page, 'correlation-words').innerText()).toMatch(/相关|太少/)
})

test('the way back takes back one choice after another, what is compared over among them', async () => {
  const page = await sees('?i=governance.new_cases,governance.appeals,governance.open_cases&g=day&tab=pair')
  const facts = at(page, 'correlation-facts')
  const before = await facts.innerText()
  await at(page, 'over-time').click()
  // A span of days; the interval of a coefficient has its 至, too.
  await expect.poll(() => facts.innerText()).toMatch(/日至\d{4}年/)
  const over = await facts.innerText()
  await page.reload()
  await expect.poll(() => facts.innerText()).toBe(over)
  await at(page, 'tab:map').click()
  await at(page, 'analysis-map').waitFor()
  await page.goBack()
  await expect.poll(() => facts.innerText()).toBe(over)
  await page.goBack()
  await expect.poll(() => facts.innerText()).toBe(before)
})

test('a view with all that was chosen is saved and shared; a colleague opens the same; taken away, it can be brought back', async () => {
  const mine = await sees(
    '?i=governance.new_cases,governance.appeals&g=month&cols=indicator&m=value,rank',
    demo('analyst'),
  )
  await at(mine, 'pivot').waitFor()
  const before = await at(mine, 'pivot').innerText()
  await at(mine, 'open-views').click()
  await at(mine, 'view-title').fill('镇街排名')
  await at(mine, 'share-new').click()
  await at(mine, 'save-view').click()
  await mine.waitForURL(/view=/)
  const theirs = await sees('?tab=map', demo('leader'))
  await at(theirs, 'open-views').click()
  await at(theirs, 'view').filter({ hasText: '镇街排名' }).getByTestId('open-view').click()
  await at(theirs, 'pivot').waitFor()
  expect(await at(theirs, 'pivot').innerText()).toBe(before)
  const line = at(mine, 'view').filter({ hasText: '镇街排名' })
  await line.getByTestId('remove-view').click()
  await line.waitFor({ state: 'detached' })
  await at(mine, 'undo').click()
  await line.waitFor()
})

test('words on a date stand in the chart below which they were written, are changed, taken away and brought back', async () => {
  const page = await sees('?i=governance.appeals&g=day&see=chart&l=&rows=region&cols=time', demo('analyst'))
  await at(page, 'pivot-chart').locator('canvas').waitFor()
  await at(page, 'add-note').click()
  await at(page, 'note-words').fill('专项整治启动')
  await at(page, 'note-form').getByRole('button', { name: '保存' }).click()
  const note = at(page, 'note').filter({ hasText: '专项整治' })
  await note.click()
  await at(page, 'note-words').fill('专项整治结束')
  await at(page, 'note-form').getByRole('button', { name: '保存' }).click()
  await note.filter({ hasText: '专项整治结束' }).waitFor()
  await note.click()
  await at(page, 'remove-note').click()
  await note.waitFor({ state: 'detached' })
  await at(page, 'undo').click()
  await note.waitFor()
  await at(page, 'tab:course').click()
  await at(page, 'course').locator('canvas').waitFor()
  await note.waitFor()
})

test('the link on screen gives a program with a token the digits of the table', async () => {
  const page = await sees('?i=governance.new_cases&g=month&from=2026-09-01&m=value,yoy', demo('analyst'))
  await at(page, 'pivot').waitFor()
  await at(page, 'open-take-out').click()
  const link = await at(page, 'take-out:text').innerText()
  const csv = await (await fetch(link, { headers: { authorization: `Bearer ${city.token}` } })).text()
  const [head = [], ...rows] = csv
    .replace('\ufeff', '')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
  const columns = (await at(page, 'pivot').locator('thead tr').first().locator('th').count()) - 1
  const shown = await at(page, 'pivot')
    .locator('[data-at]')
    .evaluateAll(
      (buttons, count) =>
        buttons
          .filter((_, index) => index % 2 === 0)
          .slice(0, count)
          .map((button) => button.textContent ?? ''),
      columns,
    )
  expect(shown.map(digits)).toEqual(rows.slice(0, columns).map((row) => row[head.indexOf('指标值')]))
  await at(page, 'snippet:excel').click()
  expect(await at(page, 'take-out:text').innerText()).toContain('children = "town"')
})

test('half the staff: the backlog grows on chart, map and in the table, the levers are in the address, and the error of the past stands beside it', async () => {
  const page = await sees('?tab=whatif', demo('analyst'))
  await at(page, 'fans').locator('canvas').waitFor()
  await at(page, 'what-if-change').getByText('与现状相同').waitFor()
  await at(page, 'lever:staff').fill('-70')
  await at(page, 'lever:staff').dispatchEvent('change')
  await at(page, 'what-if-change').getByText(/^多 /).waitFor()
  expect(page.url()).toContain('staff=-70')
  await at(page, 'lever:arrivals').fill('300')
  await at(page, 'lever:arrivals').dispatchEvent('change')
  await expect.poll(() => page.url()).toContain('come=300')
  // With every lever turned the cells are at their widest, and no column is cut off.
  const table = at(page, 'simulated-places')
  await table.locator('td:nth-child(8)').getByText('→').first().waitFor()
  expect(await table.evaluate(({ scrollWidth, parentElement }) => scrollWidth - parentElement!.clientWidth)).toBe(0)
  await at(page, 'what-if-map').getByText('瓜沥镇').first().waitFor()
  const end = await at(page, 'turned-end').innerText()
  await page.reload()
  await at(page, 'what-if-change').getByText(/^多 /).waitFor()
  expect(await at(page, 'turned-end').innerText()).toBe(end)
  expect(await at(page, 'what-if-error').innerText()).toMatch(
    /回测：从过去 \d 个起点各推 14 天，总量平均差 [\d.]+ 件|历史太短/,
  )
  await at(page, 'levers-back').click()
  await at(page, 'what-if-change').getByText('与现状相同').waitFor()
})

test('a department finds a number by its name, lays it out firm by firm, finds a firm among them and takes the numbers along', async () => {
  const page = await sees('?i=economy.tax_per_mu&g=month&cols=indicator', demo('economy-dept'))
  await at(page, 'find-indicator').fill('规上工业总产值')
  await at(page, 'choose:economy.output').click()
  await at(page, 'rows-axis').click()
  await page.getByRole('option', { name: '企业', exact: true }).click()
  const table = at(page, 'pivot')
  const heads = table.locator('tbody th')
  // The running month has not come in yet: the page offers the one that has.
  await page.getByRole('button', { name: /^看\d+年\d+月$/ }).click()
  await expect.poll(() => heads.nth(3).innerText(), { timeout: 30_000 }).toMatch(/企业$/)
  const name = (await heads.nth(3).innerText()).trim()
  await at(page, 'find-things').fill(name)
  await at(page, 'find-things').press('Enter')
  await expect.poll(() => heads.allInnerTexts(), { timeout: 30_000 }).toEqual([name])
  expect(new URL(page.url()).searchParams.get('find')).toBe(name)
  const [tax, output] = await table.locator('[data-at^="0,"]').allInnerTexts()
  await at(page, 'open-export').click()
  for (const paper of ['docx', 'pdf']) await at(page, `format:${paper}`).uncheck()
  await at(page, 'start-export').click()
  const done = page.locator('[data-testid="job"][data-state="done"]')
  await done.filter({ hasText: 'Excel' }).first().waitFor({ timeout: 60_000 })
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    done.filter({ hasText: 'Excel' }).first().getByTestId('download').click(),
  ])
  const workbook = new Excel.Workbook()
  await workbook.xlsx.readFile(await download.path())
  const rows = workbook.worksheets.flatMap((sheet) =>
    sheet.getSheetValues().filter((row) => Array.isArray(row) && row.includes(name)),
  )
  for (const shown of [tax!, output!])
    expect(rows.some((row) => Array.isArray(row) && row.includes(Number(digits(shown))))).toBe(true)
})
