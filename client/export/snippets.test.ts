import { expect, test } from 'vitest'
import { filesWords, postSnippet, SNIPPETS, snippetOf } from './snippets.ts'

const SHOWN = {
  indicator: 'x.rate',
  region: 'd',
  level: 'town',
  grain: 'month' as const,
  from: '2026-01-01',
  to: '2026-11-01',
  compare: ['yoy', 'pop'],
}
const URL_OF =
  'http://city/api/v1/indicators/x.rate/cells.csv?region=d&children=town&grain=month&from=2026-01-01&to=2026-11-01&compare=yoy%2Cpop'

test('every way names the same file with the same query, and none holds a token', () => {
  expect(snippetOf('link', 'http://city', SHOWN)).toBe(URL_OF)
  for (const id of ['python', 'curl'] as const) expect(snippetOf(id, 'http://city', SHOWN)).toContain(URL_OF)
  const excel = snippetOf('excel', 'http://city', SHOWN)
  expect(excel).toContain(
    'Query = [region = "d", children = "town", grain = "month", from = "2026-01-01", to = "2026-11-01", compare = "yoy,pop"]',
  )
  expect(excel).toContain('RelativePath = "api/v1/indicators/x.rate/cells.csv"')
  expect(
    SNIPPETS.filter(({ id }) => id !== 'link').every(({ id }) =>
      /令牌|YIPING_TOKEN/.test(snippetOf(id, 'http://city', SHOWN)),
    ),
  ).toBe(true)
})

test('a category with a quote survives the shell', () => {
  expect(
    postSnippet('http://city', { title: '', beyond: '', path: '/api/v1/pivot', body: { rows: "by:kind'" } }),
  ).toContain(String.raw`{"rows":"by:kind'\''"}`)
})

test('files that lack what the table shows say what it is', () => {
  expect(filesWords({ beyond: '排名、累计' })).toBe('文件是各区域、各时段的指标值，不含页面上的排名、累计')
})
