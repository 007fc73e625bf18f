import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { JobInfo, Problem } from './contract/index.ts'
import { createOneNumber } from './one-number.fixture.ts'

/** Files of numbers: what they carry along, and what is refused before a byte of them is sent. */

const world = createOneNumber()
const { ask, bytesOf, done, local } = world

beforeAll(() => world.open())
afterAll(world.close)

describe('a file of cells', () => {
  test('carries as-of time, version, definition and who took it out; names of places cannot become formulas', async () => {
    const [first] = parse(
      await bytesOf('/api/v1/indicators/t.count/cells.csv?region=d&children=true&grain=day&compare=yoy'),
      { bom: true, columns: true },
    ) as Record<string, string>[]
    expect(first).toMatchObject({
      区域: '甲镇',
      上级区域: '测试区',
      数据截至: '2026-11-21T12:30:20+08:00',
      版本号: '1',
    })
    expect(first!['导出']).toContain('本机')
    expect(first!['口径']).not.toBe('')
    expect((await bytesOf('/api/v1/indicators/t.count/cells.csv?region=d&children=true&grain=day')).toString()).toMatch(
      /^'=乙镇,/m,
    )
  })

  test.each([
    ['/api/v1/indicators/none/cells.csv', 404],
    ['/api/v1/indicators/t.count/cells.xlsx?region=elsewhere', 404],
    ['/api/v1/indicators/t.count/cells.docm', 404],
    ['/api/v1/indicators/t.count/cells.csv?from=x', 400],
    ['/api/v1/indicators/t.count/cells.csv?grain=hour&from=1600-01-01', 400],
  ])('%s is refused in words before a byte of the file is sent', async (path, status) => {
    const response = await fetch(world.url() + path, { headers: local() })
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ])
    expect(((await response.json()) as Problem).title).not.toBe('')
  })
})

test('several indicators are taken out as a job', async () => {
  const { status, body } = await ask<JobInfo>('POST', '/exports', local(), {
    indicators: ['t.count', 't.ratio'],
    format: 'csv',
    query: { region: 'd', children: 'true', grain: 'day', compare: 'pop' },
  })
  expect(status).toBe(202)
  const { id } = await done(body.id)
  const rows = parse(await bytesOf(`/api/v1/jobs/${id}/file`), { bom: true, columns: true }) as Record<string, string>[]
  expect(rows.map((row) => row['指标编码'])).toEqual(['t.count', 't.count', 't.count', 't.ratio', 't.ratio', 't.ratio'])
})
