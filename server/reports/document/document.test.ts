import JSZip from 'jszip'
import { describe, expect, test } from 'vitest'
import { halfRedWebp, jpeg, png, segment, webp } from '../../cases/evidence/image.fixture.ts'
import { chartSvg, drawChart } from '../draw/index.ts'
import { DOCUMENT_FORMATS } from './index.ts'
import type { Block, Document, PhotoOf } from './model.ts'
import { piecesOfText } from './pages.fixture.ts'

const stamp = {
  title: '甲镇处置专报',
  scope: '甲镇，2026年11月26日',
  exporter: '张三（分析员）',
  at: '2026-11-26T09:05:00+08:00',
  asOf: '2026-11-26T09:04:10+08:00',
  version: 71,
  definitions: { revision: 'abcdef0123456789', where: '附录' },
}
const shot = (id: string, mediaType = 'image/png') => ({ id, mediaType, width: 64, height: 48, caption: `照片${id}` })
const paper = (photos: ReturnType<typeof shot>[] = []): Document => ({
  stamp,
  blocks: [
    { kind: 'title', text: '甲镇处置专报' },
    { kind: 'dateline', left: '张三编制', right: '2026年11月26日' },
    { kind: 'heading', text: '一、情况' },
    { kind: 'paragraph', text: '共3件。' },
    {
      kind: 'table',
      caption: '表1　分区域',
      columns: [
        { name: '区域', numeric: false, share: 1 },
        { name: '件数', numeric: true, share: 1 },
      ],
      rows: [['子村', '3']],
    },
    {
      kind: 'chart',
      caption: '图1　走势',
      svg: chartSvg({
        shape: 'line',
        ticks: ['1日', '2日'],
        courses: [
          { name: '件数', style: 'present', values: [1, 3] },
          { name: '预警线', style: 'limit', values: [2, 2] },
        ],
        unit: '件',
        decimals: 0,
        mark: { at: 1, words: '触发 2日' },
      }),
      width: 620,
      height: 230,
    },
    ...(photos.length > 0 ? [{ kind: 'photos' as const, photos }] : []),
  ],
})
const BROUGHT: Record<string, Buffer | null> = { hidden: null, old: webp([]), web: halfRedWebp }
const photoOf: PhotoOf = (id) => Promise.resolve(id in BROUGHT ? BROUGHT[id]! : png([]))
const partsOf = async (document: Document): Promise<Record<string, string>> => {
  const zip = await JSZip.loadAsync(await DOCUMENT_FORMATS.docx.render(document, photoOf))
  return Object.fromEntries(
    await Promise.all(Object.values(zip.files).map(async (file) => [file.name, await file.async('string')] as const)),
  )
}
const plain = (xml: string): string => xml.replace(/<[^>]+>/g, '')

describe('a Word document', () => {
  test('says on every page what it covers, as of when, where the definitions stand and who took it out; the watermark lies behind', async () => {
    const parts = await partsOf(paper())
    const header = parts['word/header1.xml']!
    expect(plain(header)).toContain('甲镇，2026年11月26日｜数据截至 2026-11-26 09:04（版本 71）')
    expect(plain(header)).toContain('张三（分析员） 2026-11-26 09:05 导出')
    expect(header).toMatch(/behindDoc="1"[\s\S]*descr="张三（分析员） 2026-11-26 09:05"/)
    expect(plain(parts['word/footer1.xml']!)).toContain('口径见附录，定义版本 abcdef012345')
  })

  test('breaks a paragraph wherever a page ends; its headings and a sentence before a table stay with what follows', async () => {
    const xml = (await partsOf(paper()))['word/document.xml']!
    const lookOf = (text: string): string => xml.slice(xml.lastIndexOf('<w:pPr>', xml.indexOf(text)), xml.indexOf(text))
    expect([
      /<w:widowControl w:val="(false|0)"\/>/.test(lookOf('共3件。')),
      lookOf('一、情况').includes('<w:keepNext/>'),
      lookOf('共3件。').includes('<w:keepNext/>'),
    ]).toEqual([true, true, true])
  })

  test('ends with its last table: what stands after it needs a point and no page of its own', async () => {
    const xml = (await partsOf({ stamp, blocks: paper().blocks.filter(({ kind }) => kind === 'table') }))[
      'word/document.xml'
    ]!
    expect(xml.slice(xml.lastIndexOf('</w:tbl>'), xml.indexOf('<w:sectPr'))).toMatch(
      /^<\/w:tbl><w:p><w:pPr><w:spacing (?=[^>]*w:line="20")(?=[^>]*w:lineRule="exact")[^>]*\/><\/w:pPr><\/w:p>$/,
    )
  })

  test('carries them in its properties too', async () => {
    const core = (await partsOf(paper()))['docProps/core.xml']!
    for (const words of [
      '张三（分析员） 2026-11-26 09:05',
      '数据截至 2026-11-26T09:04:10+08:00',
      '版本号 71',
      '甲镇处置专报',
    ])
      expect(core).toContain(words)
  })
})

test.each([
  [1, 1],
  [6, 6],
  [7, 5],
  [40, 5],
])(
  'a table of %i rows has %i lines that stay with the next: a short one is not broken over a page, of a longer one no row or two are left alone',
  async (count, kept) => {
    const rows = Array.from({ length: count }, (_, at) => [`村${at}`, String(at)])
    const document: Document = {
      stamp,
      blocks: paper().blocks.map((block) => (block.kind === 'table' ? { ...block, rows } : block)),
    }
    const xml = (await partsOf(document))['word/document.xml']!
    const table = xml.slice(xml.indexOf('<w:tbl>'), xml.indexOf('</w:tbl>'))
    // Two cells each: the heading and all rows but the last; of a longer one the heading, two rows at its begin and two
    // before its end.
    expect((table.match(/<w:keepNext\/>/g) ?? []).length).toBe(kept * 2)
  },
)

test('a heading and the short table below it that go to the next page together bring no empty page', async () => {
  const table: Block = {
    kind: 'table',
    caption: '表1',
    columns: [{ name: '区域', numeric: false, share: 1 }],
    rows: Array.from({ length: 6 }, (_, at) => [`村${at}`]),
  }
  for (const lines of [30, 34, 38]) {
    const blocks: Block[] = [
      ...Array.from({ length: lines }, (_, at): Block => ({ kind: 'note', text: `第${at}行` })),
      { kind: 'heading', text: '三、全过程记录' },
      table,
      { kind: 'paragraph', text: '完。' },
    ]
    expect(
      (await DOCUMENT_FORMATS.pdf.render({ stamp, blocks })).toString('latin1').match(/\/Type \/Page\b/g),
    ).toHaveLength(2)
  }
})

const tableOf = (rows: number): Block => ({
  kind: 'table',
  caption: '表1',
  columns: [{ name: '区域', numeric: false, share: 1 }],
  rows: Array.from({ length: rows }, (_, at) => [`村${at}`]),
})
const piecesOn = async (blocks: Block[]): Promise<number[]> =>
  piecesOfText(await DOCUMENT_FORMATS.pdf.render({ stamp, blocks }))
const lines = (count: number): Block[] => Array.from({ length: count }, () => ({ kind: 'note', text: '一行' }))
/** What a first page of so many lines says, in pieces of text; laid once, however often it is asked. */
const firstPages = new Map<number, Promise<number>>()
const firstPageOf = (count: number): Promise<number> => {
  const pieces = firstPages.get(count) ?? piecesOn(lines(count)).then(([first]) => first!)
  firstPages.set(count, pieces)
  return pieces
}
/** What stands on each page below so many lines, beside what every page says, in pieces of text. */
const below = async (count: number, blocks: Block[]): Promise<number[]> => {
  const [above, empty, pages] = await Promise.all([
    firstPageOf(count),
    firstPageOf(0),
    piecesOn([...lines(count), ...blocks]),
  ])
  return pages.map((pieces, page) => pieces - (page === 0 ? above : empty))
}

test('of a longer table no row or two are alone on a page of a PDF, neither its first nor its last', async () => {
  const [fewest] = await below(0, [tableOf(3)])
  let broken = 0
  for (let count = 24; count <= 35; count += 1) {
    const pages = (await below(count, [tableOf(8)])).filter((pieces) => pieces > 0)
    for (const pieces of pages) expect(pieces, `below ${count} lines`).toBeGreaterThanOrEqual(fewest!)
    broken += pages.length - 1
  }
  expect(broken).toBeGreaterThan(2)
})

test('a sentence that introduces a table ends no page of a PDF the table does not stand on', async () => {
  const lead: Block[] = [
    { kind: 'heading', text: '五、督办事件' },
    { kind: 'paragraph', text: '按时限先后列出。' },
  ]
  const [whole] = await below(0, [...lead, tableOf(3)])
  for (const rows of [3, 30]) {
    for (const count of [20, 25, 27, 29, 31]) {
      const [first] = await below(count, [...lead, tableOf(rows)])
      expect(first === 0 || first! >= whole!, `${first} below ${count} lines, ${rows} rows`).toBe(true)
    }
  }
})

describe('photos', () => {
  test('of what a reader may not see, or a file cannot hold, stand the words alone, in every format', async () => {
    const document = paper([shot('1'), shot('hidden'), shot('old', 'image/webp'), shot('web', 'image/webp')])
    const page = (await DOCUMENT_FORMATS.html.render(document, photoOf)).toString()
    const word = plain((await partsOf(document))['word/document.xml']!)
    for (const text of [page, word]) {
      expect(text).toContain('照片未附：无查看权限或原件缺失')
      expect(text).toContain('照片为动图或无法解码，不能嵌入本文件；原件见系统内 /api/v1/evidence/old')
      for (const caption of ['照片1', '照片hidden', '照片old', '照片web']) expect(text).toContain(caption)
    }
    expect(page.match(/data:image\/png/g)).toHaveLength(2)
    expect(page).not.toContain('image/webp')
    expect((await DOCUMENT_FORMATS.pdf.render(document, photoOf)).length).toBeGreaterThan(10_000)
  })

  test('hold rows together, not the whole table, which would leave the page before it empty', async () => {
    const xml = (await partsOf(paper(['1', '2', '3', '4', '5'].map((id) => shot(id)))))['word/document.xml']!
    const table = xml.match(/<w:tbl>(?:(?!<\/w:tbl>).)*照片5(?:(?!<\/w:tbl>).)*<\/w:tbl>/s)![0]
    expect(table.match(/<w:cantSplit\/>/g)).toHaveLength(3)
    expect(table).not.toContain('w:keepNext')
  })

  test('lying on their side are turned by the Word page, which gives a frame turned by a quarter the room of its other side', async () => {
    const exif = segment(0xe1, Buffer.from('4578696600004d4d002a000000080001011200030000000100060000', 'hex'))
    const bring: PhotoOf = () => Promise.resolve(jpeg([exif], Buffer.alloc(0)))
    const document = paper([{ ...shot('1', 'image/jpeg'), width: 400, height: 200 }])
    const zip = await JSZip.loadAsync(await DOCUMENT_FORMATS.docx.render(document, bring))
    const xml = await zip.file('word/document.xml')!.async('string')
    const frame = xml.match(/<wp:inline(?:(?!<\/wp:inline>).)*rot="5400000"(?:(?!<\/wp:inline>).)*<\/wp:inline>/s)![0]
    const [, cx, cy] = frame.match(/<wp:extent cx="(\d+)" cy="(\d+)"/)!.map(Number)
    expect(cx).toBe(cy! * 2)
    expect(frame).toContain('<wp:effectExtent t="0" r="0" b="0" l="0"/>')
    expect(xml.match(/rot="/g)).toHaveLength(1)
    const [kept] = zip.file(/\.jpg$/)
    expect(jpeg([], Buffer.alloc(0)).equals(await kept!.async('nodebuffer'))).toBe(true)
  })

  test('without anybody to bring them there are none', async () => {
    expect((await DOCUMENT_FORMATS.html.render(paper([shot('1')]))).toString()).not.toContain('data:image')
  })
})

test.each(['docx', 'pdf', 'html'] as const)(
  '%s of the same document is the same file, however many pictures are in it',
  async (format) => {
    const one = paper([shot('1'), shot('2')])
    const chart = one.blocks.find(({ kind }) => kind === 'chart')!
    const document: Document = {
      ...one,
      blocks: [
        ...one.blocks,
        chart,
        {
          ...chart,
          svg: chartSvg({
            shape: 'bar',
            ticks: ['1日'],
            courses: [{ name: '件数', style: 'present', values: [7] }],
            unit: '件',
            decimals: 0,
          }),
        } as Block,
        chart,
      ],
    }
    const make = () => DOCUMENT_FORMATS[format].render(document, photoOf)
    const first = await make()
    for (let again = 0; again < 4; again += 1) expect((await make()).equals(first)).toBe(true)
    // What is transparent would be taken apart beside the order of the file.
    if (format === 'pdf') expect(first.includes('/SMask')).toBe(false)
  },
)

test('a chart for which a page of a PDF has too little room is drawn lower and stays on it; one kept without its data goes to the next', async () => {
  const data = {
    shape: 'bar' as const,
    ticks: ['1日'],
    courses: [{ name: '件数', style: 'present' as const, values: [7] }],
    unit: '件',
    decimals: 0,
  }
  const chart: Block = { kind: 'chart', caption: '图1　走势', ...drawChart(data) }
  const pagesOf = async (lines: number, last: Block): Promise<number> => {
    const blocks: Block[] = [
      ...Array.from({ length: lines }, (_, at): Block => ({ kind: 'note', text: `第${at}行` })),
      last,
    ]
    return (await DOCUMENT_FORMATS.pdf.render({ stamp, blocks })).toString('latin1').match(/\/Type \/Page\b/g)!.length
  }
  const { data: _, ...kept } = chart
  const pages: number[][] = []
  for (const lines of [27, 28, 33]) pages.push([await pagesOf(lines, kept), await pagesOf(lines, chart)])
  expect(pages).toEqual([
    [2, 1],
    [2, 1],
    [2, 2],
  ])
})
