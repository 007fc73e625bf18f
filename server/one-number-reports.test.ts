import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { formatValue, type CellsAnswer, type IssueInfo } from './contract/index.ts'
import { createOneNumber, wordsOf } from './one-number.fixture.ts'
import { digitsIn, readDataSheet, writtenForms } from './reports/document/workbook.fixture.ts'

/** Golden rule 5 in written reports, and in their issues for good. */

const world = createOneNumber()
const { ask, bytesOf, catalog, local, made, read } = world

beforeAll(() => world.open())
afterAll(world.close)

describe('a written report', () => {
  const numbers = async (): Promise<string[]> => {
    const texts: string[] = []
    for (const id of ['t.count', 't.ratio', 't.average']) {
      const info = catalog().indicators.find((one) => one.id === id)!
      for (const children of id === 't.average' ? [''] : ['', '&children=true']) {
        const answer = await read<CellsAnswer>(
          `/api/v1/indicators/${id}/cells?region=d&grain=day&from=2026-11-20&to=2026-11-20${children}`,
        )
        for (const { value, region } of answer.cells)
          if (value !== null && region !== 'z1') texts.push(formatValue(value, info).text)
      }
    }
    return texts
  }

  test('golden rule 5: shows the digits of the API in Word and on its page', async () => {
    const { bytes } = await made({ region: 'd', period: '2026-11-20', format: 'docx' })
    const page = (await bytesOf('/api/v1/reports/test/preview?region=d&period=2026-11-20'))
      .toString()
      .replace(/<[^>]+>/g, ' ')
    const words = await wordsOf(bytes)
    expect(words).toContain('测试区日报')
    expect(words).toContain('附录')
    const found = await numbers()
    expect(found.length).toBeGreaterThan(4)
    for (const text of found) for (const shown of [words, page]) expect(shown).toContain(text)
  })

  test('golden rule 5: every digit of its sentences, tables and drawings is in the workbook of the same issue, with where it stands', async () => {
    const { job, bytes } = await made({ region: 'd', period: '2026-11-20', format: 'docx' })
    const { urls, version } = (await read<{ issues: IssueInfo[] }>('/api/v1/reports/issues')).issues.find(
      ({ id }) => id === job.issue,
    )!
    const { sheets, rows } = await readDataSheet(await bytesOf(urls.xlsx!))
    expect(sheets).toEqual(['数据', '口径', '质量'])
    const forms = writtenForms(rows)
    const [said] = (await wordsOf(bytes)).split('附录')
    const drawn = [...(await bytesOf(urls.html)).toString().matchAll(/<text[^>]*>([\d,.]+)<\/text>/g)].map(
      ([, text]) => text!,
    )
    const told = digitsIn(said!)
    expect(told.length).toBeGreaterThan(6)
    expect(told.filter((digits) => !forms.has(digits))).toEqual([])
    const course = rows
      .filter((row) => String(row['出处']!.value).includes('图1'))
      .map((row) => formatValue(row['指标值']!.value as number, { unit: '', decimals: 0 }).text)
    expect(course).toHaveLength(7)
    expect(course.filter((digits) => !drawn.includes(digits))).toEqual([])
    expect(rows.map((row) => row['出处']!.value)).toContain('行文条件、正文、表1、图1')
    expect(rows.every((row) => row['数据版本']!.value === version)).toBe(true)
  })

  test.each(['docx', 'pdf', 'html', 'xlsx'] as const)(
    'an issue is made again from the archive byte for byte as %s, whatever came in since',
    async (format) => {
      const { job, bytes } = await made({ region: 'd', period: '2026-11-20', format })
      const reply = await ask('POST', '/datasets/t.case/rows', local(), [
        {
          id: `late-${format}`,
          at: '2026-11-20 08:00:00',
          updated_at: '2026-11-20 08:00:00',
          region: 'v11',
          kind: 'a',
          person: 'p',
          amount: 5,
          closed_at: null,
        },
      ])
      expect(reply.status).toBe(201)
      const { issues } = await read<{ issues: IssueInfo[] }>('/api/v1/reports/issues')
      const issue = issues.find(({ id }) => id === job.issue)!
      expect(issue).toMatchObject({
        title: '测试区测试日报（2026年11月20日）',
        region: 'd',
        madeBy: expect.any(String),
      })
      expect((await bytesOf(issue.urls[format]!)).equals(bytes)).toBe(true)
      const fresh = await made({ region: 'd', period: '2026-11-20', format })
      expect(fresh.bytes.equals(bytes)).toBe(false)
    },
  )

  test.each([
    ['none', {}, 404],
    ['test', { region: 'elsewhere' }, 404],
    ['test', { period: '2027-01-01' }, 400],
    ['test', { format: 'doc' }, 400],
  ])('%s with %o is refused at once', async (template, body, status) => {
    const reply = await ask('POST', `/reports/${template}/runs`, local(), body)
    expect(reply.status).toBe(status)
  })
})

test('an issue stays what it was when a definition changes; the next one speaks by the new one', async () => {
  const { job, bytes } = await made({ region: 'd', period: '2026-11-20', format: 'docx' })
  const { issues } = await read<{ issues: IssueInfo[] }>('/api/v1/reports/issues')
  const issue = issues.find(({ id }) => id === job.issue)!
  const file = join(world.folder, 'metrics', 'test.yaml')
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(catalog().indicators.find(({ id }) => id === 't.count')!.title, '改过的名称'),
  )
  const page = async (): Promise<string> =>
    (await bytesOf('/api/v1/reports/test/preview?region=d&period=2026-11-20')).toString()
  await vi.waitFor(async () => expect(await page()).toContain('改过的名称'), { timeout: 10_000, interval: 200 })
  expect((await bytesOf(issue.urls.docx)).equals(bytes)).toBe(true)
  expect(await wordsOf(await bytesOf(issue.urls.docx))).not.toContain('改过的名称')
})
