import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { generatedFiles, writeDocs } from './docs.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const shipped = path.join(root, 'metrics')

test('the generated files in the tree are up to date', async () => {
  const { lines } = await writeDocs(shipped, { out: path.join(root, 'docs/metrics.md'), check: true })
  expect(lines).toEqual(['指标字典已是最新'])
})

test('a stale file is named and left alone by --check, and written without it', async () => {
  const home = await mkdtemp(path.join(tmpdir(), 'yiping-docs-'))
  const out = path.join(home, 'deep', 'metrics.md')
  try {
    expect(await writeDocs(shipped, { out, check: true })).toEqual({ lines: [`${out} 已过期，请运行 yiping docs`], failed: true })
    expect((await writeDocs(shipped, { out, check: false })).failed).toBe(false)
    const text = await readFile(out, 'utf8')
    expect(text).toMatch(/^# 指标字典\n/)
    expect((await writeDocs(shipped, { out, check: true })).failed).toBe(false)
  } finally {
    await rm(home, { recursive: true, force: true })
  }
})

test('the dictionary says of an indicator all that its number stands on', async () => {
  const text = [...(await generatedFiles(shipped, { out: 'x.md' })).values()][0]!
  const entry = text.slice(text.indexOf('#### 四平台跨部门协同事件处置率')).split('\n\n#### ')[0]!
  expect(entry).toContain('含义：“基层治理四平台”跨部门协同事件处置完成数占跨部门协同事件受理总数的比例。')
  expect(entry).toContain('算法：满足 `closed_at is not null` 的行数 ÷ 行数 × 100；只计 `departments > 1`。')
  expect(entry).toContain('数据：基层治理事件 `governance.case`。')
  expect(entry).toContain('区县：红 < 80，黄 80～90，绿 ≥ 90')
})
