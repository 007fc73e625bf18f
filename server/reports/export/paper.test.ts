import { expect, test } from 'vitest'
import type { Document } from '../document/index.ts'
import type { Column, Field, Stamp } from './exporter.ts'
import { paper } from './paper.ts'

const STAMP: Stamp = {
  title: '按时办结率',
  scope: '萧山区，2026年10月',
  exporter: '周思远',
  at: '2026-11-28T10:15:00+08:00',
  asOf: '2026-11-28T10:14:59+08:00',
  version: 77,
  definitions: { where: '“口径”表', revision: 'abc' },
}
const column = (name: string, kind: Column['kind'], brief: boolean): Column => ({ name, kind, width: 10, brief })

/** What a table of one row says on paper. */
const laid = async (row: Field[], columns: Column[]): Promise<Document> => {
  let document: Document | null = null
  const exporter = paper({
    extension: 'docx',
    mime: '',
    render: (one) => {
      document = one
      return Promise.resolve(Buffer.alloc(0))
    },
  })
  const writer = exporter.open({ write: () => true, once: () => undefined } as never, STAMP)
  const pages = async function* (): AsyncGenerator<Field[][]> {
    yield await Promise.resolve([row])
  }
  await writer.sheet({ name: '数据', columns, pages })
  await writer.close()
  return document!
}

test('on paper a number has the digits its definition gives it, a share its sign, and what programs need stays out', async () => {
  const numbers: Field[] = [
    { value: 97.804, decimals: 2, percent: true },
    { value: 12_345.678, decimals: 1, percent: false },
    null,
  ]
  const { blocks } = await laid(
    ['瓜沥镇', ...numbers, 'governance.x'],
    [
      column('镇街', 'text', true),
      ...['率', '数', '无'].map((name) => column(name, 'number', true)),
      column('指标编码', 'text', false),
    ],
  )
  const table = blocks.find((block) => block.kind === 'table')
  expect(table?.rows).toEqual([['瓜沥镇', '97.80%', '12,345.7', '—']])
})

test('a table on paper says in words what it covers, how far its data go, and who took it out', async () => {
  const { blocks } = await laid(['瓜沥镇'], [column('镇街', 'text', true)])
  const said = JSON.stringify(blocks.filter(({ kind }) => kind === 'paragraph'))
  for (const words of ['萧山区，2026年10月', '2026-11-28 10:14', '版本号 77', '周思远']) expect(said).toContain(words)
})
