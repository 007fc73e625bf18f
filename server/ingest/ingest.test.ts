import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { gzipSync } from 'node:zlib'
import { gist, openBench, type Bench } from './ingest.fixture.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})
afterEach(() => bench.store.upkeep((sql) => sql.query('delete from fact."governance.case"')).catch(() => undefined))
afterAll(() => bench.close())

const row = (id: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  case_id: id,
  reported_at: '2026-03-01 08:00:00',
  region_code: '330109001',
  ...more,
})
const lines = (...rows: Record<string, unknown>[]): string => rows.map((one) => JSON.stringify(one)).join('\n')

test.each([
  ['case-gbk.csv', 40],
  ['case-bom.csv', 20],
])('%s comes in whole, whatever its charset and line ends', async (file, accepted) => {
  expect(gist(await bench.file('governance.case', file))).toEqual({ accepted, rejects: [] })
})

test('what GBK, quotes, points and marks mean is kept', async () => {
  await bench.file('governance.case', 'case-gbk.csv')
  await bench.file('governance.case', 'case-bom.csv')
  const columns = 'case_id, category, place, reporter, rating'
  const rows = await bench.rows('governance.case', columns)
  expect(rows.find((one) => one['case_id'] === 'GBK-0003')).toEqual({
    case_id: 'GBK-0003',
    category: '市容秩序',
    place: { lon: 120.2603, lat: 30.1803 },
    reporter: '赵六',
    rating: null,
  })
  expect(rows.find((one) => one['case_id'] === 'BOM-0001')).toMatchObject({ reporter: '张三,"网格长"\n第二行' })
})

test('five bad rows of a hundred are refused each with its reason, and the others kept', async () => {
  const answer = await bench.file('governance.case', 'case-five-bad.csv')
  expect(gist(answer)).toEqual({
    accepted: 95,
    rejects: [
      [7, 'departments', '两个', '应为整数'],
      [23, 'region_code', '330108001', '不在“萧山区”的区划树内，应为树内区域的代码'],
      [41, 'category', '环境卫士', '应为 环境卫生、矛盾纠纷、安全隐患、市容秩序、公共设施、交通秩序 之一'],
      [60, null, null, '办结时间早于上报时间'],
      [88, 'reported_at', '2099-01-01 08:00:00', '时间在未来，请核对日期和时区'],
    ],
  })
  const batch = 'receipt' in answer ? answer.receipt.batch : ''
  expect(await bench.ingest.rejects(batch, { offset: 1, limit: 2 })).toMatchObject({
    dataset: 'governance.case',
    total: 5,
    rejects: [{ row: 23 }, { row: 41 }],
  })
  expect(await bench.ingest.rejects('none', { offset: 0, limit: 1 })).toBeNull()
})

test('a workbook is read below its title, dates as dates, formulas by their saved result', async () => {
  expect(gist(await bench.file('governance.case', 'case.xlsx'))).toEqual({
    accepted: 10,
    rejects: [
      [4, '涉及部门数', '=SUM(A1:A2)', 'G6 是公式且没有计算结果，请在 Excel 中重新计算后保存，或粘贴为数值'],
      [7, '涉及部门数', '#REF!', 'G9 是错误值 #REF!'],
    ],
  })
  expect(await bench.rows('governance.case', 'case_id, departments, reported_at').then((rows) => rows[1])).toEqual({
    case_id: 'XLS-0002',
    departments: 2,
    reported_at: Date.UTC(2025, 5, 2, 22),
  })
})

test('NaN in NDJSON and in Parquet is refused where it stands', async () => {
  expect(gist(await bench.file('governance.case', 'case.ndjson'))).toEqual({
    accepted: 9,
    rejects: [[4, 'departments', 'NaN', 'NaN 不是 JSON 的数值，没有数值请写 null']],
  })
  expect(gist(await bench.file('environment.town_air', 'town-air.parquet'))).toEqual({
    accepted: 59,
    rejects: [[8, 'o3', 'NaN', '不是有限的数，没有数值请留空']],
  })
})

test('a truncated archive keeps the rows before the break and says where it breaks off', async () => {
  const answer = await bench.file('governance.case', 'broken/truncated.csv.gz')
  expect(gist(answer)).toEqual({
    accepted: 187,
    rejects: [[188, null, null, 'gzip 压缩包不完整或已损坏，断点之后的内容没有读到；以上各行已照常处理']],
  })
  expect(await bench.rows('governance.case', 'case_id').then((rows) => rows.length)).toBe(187)
})

test.each([
  ['broken/wrong-header.csv', 'missing-columns', '缺少 “region_code”；文件中未声明的列有 “region”'],
  ['broken/duplicate-header.csv', 'duplicate-columns', '“category” 出现了不止一次，无法确定以哪一列为准'],
  ['broken/not-a-workbook.xlsx', 'unreadable-file', '内容不是 XLSX 文件'],
  ['broken/empty.csv', 'unreadable-file', '文件是空的'],
])('%s is a problem as a whole and stores nothing', async (file, type, detail) => {
  expect(gist(await bench.file('governance.case', file))).toEqual({ status: 422, type: `/problems/${type}`, detail })
  expect(await bench.rows('governance.case')).toEqual([])
})

test.each([
  ['broken/mixed-encoding.csv', [3, 'category', '��������', '含有按 UTF-8 无法识别的字节，请检查文件编码']],
  ['broken/unclosed-quote.csv', [3, null, expect.stringContaining('"BRK-0003'), '引号没有配对，本行无法拆分成列']],
])('%s costs the broken line only', async (file, refused) => {
  expect(gist(await bench.file('governance.case', file))).toEqual({ accepted: 5, rejects: [refused] })
})

test('a trial stores nothing and tells every refusal', async () => {
  const many = Array.from({ length: 30 }, (_, index) => row(`T${index}`, { departments: 'x' }))
  const answer = await bench.send('governance.case', lines(row('good'), ...many), undefined, {
    dryRun: true,
    idempotencyKey: 'trial',
  })
  expect(answer).toMatchObject({ receipt: { accepted: 1, rejected: 30, dryRun: true, rejects: { length: 30 } } })
  expect(await bench.rows('governance.case')).toEqual([])
})

test('a delivery seen before gets its first answer again', async () => {
  const first = await bench.send('governance.case', lines(row('a')), undefined, { idempotencyKey: 'once' })
  const second = await bench.send('governance.case', lines(row('a'), row('b')), undefined, { idempotencyKey: 'once' })
  expect(second).toEqual({ receipt: { ...('receipt' in first ? first.receipt : {}), repeated: true } })
  expect(await bench.rows('governance.case', 'case_id')).toEqual([{ case_id: 'a' }])
})

test('two senders who number their batches alike lose nothing by it, and neither is told of the other’s', async () => {
  const by = (id: string, ...ids: string[]) =>
    bench.send(
      'governance.case',
      lines(...ids.map((one) => row(one)), row('bad', { departments: `of ${id}` })),
      undefined,
      {
        idempotencyKey: '2026-11-22-001',
        sender: { id, name: id },
      },
    )
  const [first, other] = [await by('feed:a', 'a'), await by('feed:b', 'b', 'c')]
  expect([first, other]).toMatchObject([
    { receipt: { accepted: 1, repeated: false, rejects: [{ value: 'of feed:a' }] } },
    { receipt: { accepted: 2, repeated: false, rejects: [{ value: 'of feed:b' }] } },
  ])
  expect(await by('feed:b', 'b', 'c')).toEqual({
    receipt: { ...('receipt' in other ? other.receipt : {}), repeated: true },
  })
  expect(await bench.rows('governance.case', 'case_id')).toEqual([{ case_id: 'a' }, { case_id: 'b' }, { case_id: 'c' }])
})

test('undeclared names are left out and told, and a part keeps the row numbers of the whole', async () => {
  const answer = await bench.send(
    'governance.case',
    lines(row('a', { note: 'x' }), row('b', { departments: 0 })),
    undefined,
    { firstRow: 5_001 },
  )
  expect(answer).toMatchObject({
    receipt: { accepted: 1, ignoredColumns: ['note'], rejects: [{ row: 5_002, reason: '应不小于 1' }] },
  })
})

test('a JSON array, a gzip body and the lines another reader passes on are understood', async () => {
  const relayed = [
    { columns: ['case_id', 'x'], fixed: false },
    { row: 9, values: row('r') },
    { row: 11, broken: { row: 11, column: 'x', value: 'v', reason: '坏行' } },
    { problem: { kind: 'truncated', message: '断了' } },
  ]
  expect(
    gist(await bench.send('governance.case', JSON.stringify([row('j')]), 'application/json; charset=utf-8')),
  ).toEqual({ accepted: 1, rejects: [] })
  expect(gist(await bench.send('governance.case', gzipSync(lines(row('z'))), undefined, { gzip: true }))).toEqual({
    accepted: 1,
    rejects: [],
  })
  expect(
    gist(
      await bench.send(
        'governance.case',
        relayed.map((one) => JSON.stringify(one)).join('\n'),
        'application/x-yiping-rows',
      ),
    ),
  ).toEqual({
    accepted: 1,
    rejects: [
      [11, 'x', 'v', '坏行'],
      [12, null, null, '断了；以上各行已照常处理'],
    ],
  })
})

test.each([
  ['governance.cases', 'text/csv', 404, 'unknown-dataset'],
  ['environment.air_day', 'text/csv', 409, 'derived-dataset'],
  ['governance.case', 'image/png', 415, 'unknown-format'],
])('a delivery to %s as %s is answered %i', async (dataset, type, status, problem) => {
  expect(await bench.send(dataset, 'x', type)).toMatchObject({
    problem: { status, type: `/problems/${problem}`, hint: expect.any(String) },
  })
})

test('a connection that breaks stores nothing, and the same key can be used again', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`${lines(row('a'))}\n`)
    throw new Error('aborted')
  }
  expect(await bench.send('governance.case', '', undefined, { stream: broken(), idempotencyKey: 'cut' })).toMatchObject(
    { problem: { status: 400, type: '/problems/incomplete-body' } },
  )
  expect(await bench.rows('governance.case')).toEqual([])
  expect(gist(await bench.send('governance.case', lines(row('a')), undefined, { idempotencyKey: 'cut' }))).toEqual({
    accepted: 1,
    rejects: [],
  })
})
