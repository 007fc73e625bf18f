import { expect, test } from 'vitest'
import type { z } from 'zod'
import {
  annotationChangeSchema,
  annotationSchema,
  annotationsQuerySchema,
  cellsQuerySchema,
  correlationQuerySchema,
  distributionQuerySchema,
  explainQuerySchema,
  exportBodySchema,
  forecastQuerySchema,
  indicatorPictureSchema,
  pivotSchema,
  planBodySchema,
  ratingSchema,
  regionsQuerySchema,
  releaseBodySchema,
  runBodySchema,
  savedViewChangeSchema,
  savedViewSchema,
  screenPictureSchema,
  simulationRunSchema,
} from '../../contract/index.ts'
import { docsPage, openapi } from './describe.ts'
import { EXAMPLES } from './examples.ts'

const QUERIES: Record<string, z.ZodType> = {
  'get /api/v1/regions': regionsQuerySchema,
  ...Object.fromEntries(
    ['cells', 'cells.csv', 'cells.xlsx', 'cells.parquet'].map((one) => [
      `get /api/v1/indicators/{id}/${one}`,
      cellsQuerySchema,
    ]),
  ),
  'get /api/v1/indicators/{id}/picture.png': indicatorPictureSchema,
  'get /api/v1/screens/{screen}/picture.png': screenPictureSchema,
  'get /api/v1/indicators/{id}/explain': explainQuerySchema,
  'get /api/v1/indicators/{id}/distribution': distributionQuerySchema,
  'get /api/v1/indicators/{id}/forecast': forecastQuerySchema,
  'get /api/v1/indicators/{id}/correlation': correlationQuerySchema,
  'get /api/v1/annotations': annotationsQuerySchema,
}
const BODIES: Record<string, z.ZodType> = {
  'post /api/v1/pivot': pivotSchema,
  'post /api/v1/exports': exportBodySchema,
  'post /api/v1/reports/{template}/runs': runBodySchema,
  'post /api/v1/reports/plans': planBodySchema,
  'post /api/v1/row-exports': releaseBodySchema,
  'post /api/v1/saved-views': savedViewSchema,
  'patch /api/v1/saved-views/{id}': savedViewChangeSchema,
  'post /api/v1/annotations': annotationSchema,
  'patch /api/v1/annotations/{id}': annotationChangeSchema,
  'post /api/v1/simulations/{id}/runs': simulationRunSchema,
  'put /api/v1/screens/{screen}/rating': ratingSchema,
}

test.each(Object.entries(EXAMPLES))('%s: what its example asks is what the server takes', (route, { query, body }) => {
  for (const [asked, schemas] of [
    [query, QUERIES],
    [body, BODIES],
  ] as const) {
    if (asked === undefined) continue
    expect(schemas[route], `name the schema of ${route} in this test`).toBeDefined()
    expect(schemas[route]!.safeParse(asked).error?.issues ?? []).toEqual([])
  }
})

test('every example belongs to a route that is described, and stands in its parameters, body and answer', () => {
  const { paths } = openapi() as {
    paths: Record<
      string,
      Record<
        string,
        {
          parameters: { name: string; example?: string }[]
          requestBody?: { content: Record<string, { example?: unknown }> }
          responses: Record<string, { content?: Record<string, { example?: unknown }> }>
        }
      >
    >
  }
  const missing = Object.keys(EXAMPLES).filter((route) => {
    const [method, path] = route.split(' ') as [string, string]
    return !paths[path]?.[method]
  })
  expect(missing).toEqual([])
  expect(
    paths['/api/v1/indicators/{id}/cells']!['get']!.parameters.find(({ name }) => name === 'children')?.example,
  ).toBe('town')
  expect(paths['/api/v1/exports']!['post']!.requestBody!.content['application/json']!.example).toEqual(
    EXAMPLES['post /api/v1/exports']!.body,
  )
  expect(
    Object.values(paths['/api/v1/jobs/{id}']!['get']!.responses)[0]!.content!['application/json']!.example,
  ).toEqual(EXAMPLES['get /api/v1/jobs/{id}']!.answer)
})

test('on the page for people an example that reads is a link to follow, across the whole table; one that writes is not', () => {
  const page = docsPage()
  expect(page).toContain(
    '<tr class="example"><td colspan="4"><details><summary>示例</summary><pre>GET <a href="/api/v1/regions?root=330109&#38;depth=1">',
  )
  expect(page).toContain('<pre>POST /api/v1/exports\n')
  expect([...page.matchAll(/<pre>GET (?!<a)(\S+)/g)].map(([, address]) => address?.includes('?'))).not.toContain(true)
})
