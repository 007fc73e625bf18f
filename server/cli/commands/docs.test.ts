import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
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
  const folder = path.join(home, 'metrics')
  const out = path.join(home, 'deep', 'metrics.md')
  try {
    await mkdir(folder)
    await writeFile(path.join(folder, 'city.yaml'), 'city: { title: 试验区 }\nthemes: [{ id: work, title: 工作 }]\n')
    const stale = await writeDocs(folder, { out, check: true })
    expect(stale.failed).toBe(true)
    expect(stale.lines).toContain(`${out} 已过期，请运行 yiping docs`)
    expect((await writeDocs(folder, { out, check: false })).failed).toBe(false)
    expect(await readFile(out, 'utf8')).toMatch(/^# 指标字典\n/)
    expect((await writeDocs(folder, { out, check: true })).failed).toBe(false)
  } finally {
    await rm(home, { recursive: true, force: true })
  }
})

test('the dictionary says of an indicator all that its number stands on', async () => {
  const text = [...(await generatedFiles(shipped, { out: 'x.md' })).values()][0]!
  const entry = text.slice(text.indexOf('#### 四平台跨部门协同事件处置率')).split('\n\n#### ')[0]!
  expect(entry).toContain('含义：“基层治理四平台”跨部门协同事件处置完成数占受理总数的比例。')
  expect(entry).toContain('算法：满足 `closed_at is not null` 的行数 ÷ 行数 × 100；只计 `departments > 1`。')
  expect(entry).toContain('数据：基层治理事件 `governance.case`。')
  // 按时 reads as in time.
  expect(text).toContain('（按小时）')
  expect(text).not.toContain('（按时）')
  expect(entry).toContain('区县：红 < 80，黄 80～90，绿 ≥ 90')
})
