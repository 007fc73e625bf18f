import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkMetrics } from './check.ts'

const shipped = path.resolve(import.meta.dirname, '../../../metrics')
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'yiping-check-'))
  await cp(shipped, folder, { recursive: true })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('the shipped definitions and their cases are in order', async () => {
  const { lines, failed } = await checkMetrics(folder, { cases: false })
  expect(lines.at(-1)).toBe('没有发现问题')
  expect(failed).toBe(false)
})

test('every problem is a line with its place, and the command fails', async () => {
  await writeFile(
    path.join(folder, 'extra.yaml'),
    'indicators:\n  - id: economy.extra\n    title: 多出来的\n    meaning: 多\n    from: economy.powr\n    value: { count: all }\n    grains: [day]\n',
  )
  await writeFile(
    path.join(folder, 'extra.cases.yaml'),
    'cases:\n  - { indicator: economy.nothing, name: 无, batches: [], expect: [] }\n  - { indicator: economy.power, nam: 错, batches: [], expect: [] }\n',
  )
  const { lines, failed } = await checkMetrics(folder, { cases: false })
  expect(failed).toBe(true)
  expect(lines).toContain(
    'extra.yaml:5:11 indicators.economy.extra.from 没有数据资源 economy.powr，是不是想写 economy.power？',
  )
  expect(lines).toContain('extra.cases.yaml:2:1 无 样例所属的指标 economy.nothing 没有定义或定义有误')
  expect(
    lines.some((line) => line.startsWith('extra.cases.yaml:3:') && line.includes('不认识的键 nam，是不是想写 name？')),
  ).toBe(true)
  expect(lines.at(-1)).toMatch(/^发现 \d+ 个问题$/)
})

test('a report that speaks of an indicator nobody defined, or of a grain it lacks, is told with its line', async () => {
  await writeFile(
    path.join(folder, 'reports/extra.md'),
    '---\nid: extra\ntitle: 多出来的报告\ngrain: day\n---\n# {地区}\n\n新增{governance.nothing}。\n',
  )
  const { lines, failed } = await checkMetrics(folder, { cases: false })
  expect(failed).toBe(true)
  expect(lines).toContain('reports/extra.md:8:1 extra 没有指标 governance.nothing')
  expect(lines.at(-1)).toBe('发现 1 个问题')
})
