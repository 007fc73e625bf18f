import { expect } from 'vitest'
import JSZip from 'jszip'
import type { CatalogAnswer, JobInfo } from './contract/index.ts'
import { DIGITS } from './reports/export/read-back.fixture.ts'
import { createWorld } from './testing/index.fixture.ts'

const TREE =
  'code,parent,level,name,kind\nd,,district,测试区,place\nt1,d,town,甲镇,place\nt2,d,town,=乙镇,place\nz1,d,town,园区,zone\nv11,t1,village,子村,place\nv21,t2,village,丑村,place\n'
const REPORT = `---
id: test
title: 测试日报
grain: day
---
# {地区}日报
@若 t.count > 0
{期间}受理{t.count}，{t.count 环比}；比率{t.ratio}，均值{t.average}，较多的是{t.count 前2}。
@否则
没有受理。
@完
@表 各镇情况：t.count 环比, t.ratio
@图 走势：t.count 7
`
/** A hundred and eighty cases over three weeks, in two villages. */
const CASES = Array.from({ length: 180 }, (_, at) => {
  const day = String(1 + (at % 21)).padStart(2, '0')
  return {
    id: `c${at}`,
    at: `2026-11-${day} 0${at % 10}:15:00`,
    updated_at: `2026-11-${day} 09:00:00`,
    region: at % 3 === 0 ? 'v21' : 'v11',
    kind: at % 2 === 0 ? 'a' : 'b',
    person: `p${at % 9}`,
    amount: ((at * 7919) % 997) / 8,
    closed_at: at % 4 === 0 ? null : '2026-11-21 09:30:00',
  }
})

/** Word and PDF, slower to make, are compared on the model city in e2e/one-number.test.ts. */
const { docx: _, ...TABLES } = DIGITS
export { TABLES }

/** Words of a Word file, a paragraph a line. */
export const wordsOf = async (docx: Buffer): Promise<string> =>
  (await (await JSZip.loadAsync(docx)).file('word/document.xml')!.async('string'))
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')

/** A server whose clock stands still, with cases delivered once: their version is 1. */
export const createOneNumber = () => {
  const world = createWorld({
    tree: TREE,
    definitions: { 'reports/test.md': REPORT },
    now: () => Date.parse('2026-11-21T04:30:20Z'),
  })
  const { ask, bytesOf, local } = world
  let catalog: CatalogAnswer
  return {
    ...world,
    open: async (): Promise<void> => {
      await world.open()
      expect((await ask('POST', '/datasets/t.case/rows', local(), CASES)).status).toBe(201)
      catalog = (await ask<CatalogAnswer>('GET', '/catalog', local())).body
    },
    catalog: (): CatalogAnswer => catalog,
    /** What an address answers, which is not refused. */
    read: async <T>(path: string): Promise<T> => JSON.parse((await bytesOf(path)).toString()) as T,
    /** A report, made as a job. */
    made: async (body: object): Promise<{ job: JobInfo; bytes: Buffer }> => {
      const asked = await ask<JobInfo>('POST', '/reports/test/runs', local(), body)
      expect(asked.status).toBe(202)
      const job = await world.done(asked.body.id)
      return { job, bytes: await bytesOf(job.file!.url) }
    },
  }
}
