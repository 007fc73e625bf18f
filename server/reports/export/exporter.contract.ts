import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { SinkClosed } from './sink.ts'
import type { Exporter, Row, Sheet, Stamp } from './exporter.ts'

/** What a second program finds in a file: its cells as a reader sees them, and everything else it says. */
interface ReadBack {
  heading: string[]
  rows: string[][]
  about: string
}
export type ReadFile = (bytes: Buffer) => Promise<ReadBack>

const STAMP: Stamp = {
  title: '待办事件',
  scope: '萧山区，2026年11月',
  exporter: '张三（“分析”员 & 值班）',
  at: '2026-11-25T19:02:11+08:00',
  asOf: '2026-11-25T19:01:00+08:00',
  version: 712,
}

const sheet = (name: string, pages: Row[][]): Sheet => ({
  name,
  columns: [
    { name: '区域', kind: 'text', width: 12, brief: true },
    { name: '指标值', kind: 'number', width: 10, brief: true },
    { name: '明细', kind: 'number', width: 10 },
    { name: '时段起', kind: 'time', width: 17 },
  ],
  pages: async function* () {
    for (const page of pages) yield await Promise.resolve(page)
  },
})

export const writeAll = async (exporter: Exporter, sheets: Sheet[], stamp = STAMP): Promise<Buffer> => {
  const sink = new PassThrough()
  const bytes = buffer(sink)
  const file = exporter.open(sink, stamp)
  for (const one of sheets) await file.sheet(one)
  await file.close()
  sink.end()
  return bytes
}

const START = Date.UTC(2026, 10, 1, 8, 30)
const count = (value: number, decimals = 0) => ({ value, decimals, percent: false })
const share = (value: number, decimals = 1) => ({ value, decimals, percent: true })

/** What holds of every exporter; `alone` formats keep their notes in the rows. */
export const exporterContract = (name: string, exporter: Exporter, read: ReadFile): void => {
  const rowsOf = async (...pages: Row[][]): Promise<string[][]> =>
    (await read(await writeAll(exporter, [sheet('数据', pages)]))).rows

  describe(name, () => {
    test('heading and rows come back in order, over any number of pages, empty ones too', async () => {
      const found = await read(
        await writeAll(exporter, [
          sheet('数据', [
            [['甲镇', count(3), 1, START]],
            [],
            [
              ['乙镇', count(4), 2, START],
              ['丙镇', null, null, null],
            ],
          ]),
        ]),
      )
      expect(found.heading).toEqual(['区域', '指标值', '明细', '时段起'])
      expect(found.rows).toEqual([
        ['甲镇', '3', '1', '2026-11-01 08:30'],
        ['乙镇', '4', '2', '2026-11-01 08:30'],
        ['丙镇', '', '', ''],
      ])
    })

    test('a table without rows is a file without rows', async () => {
      expect(await rowsOf()).toEqual([])
    })

    test.each([
      [count(1.005, 2), '1.01'],
      [count(-0.2), '0'],
      [count(1234567.891, 1), '1234567.9'],
      [count(0.5), '1'],
      [count(-2.5), '-3'],
      [share(98.25), '98.3'],
      [share(0.05), '0.1'],
      [share(100), '100.0'],
      [share(-12.345, 2), '-12.35'],
      [share(7, 0), '7'],
    ])('%o holds the digits of the screen: %s', async (field, digits) => {
      const found = (await rowsOf([['甲', field, null, null]]))[0]![1]!
      // Columns of bare numbers know no trailing zeros.
      expect(exporter.extension === 'parquet' ? Number(found).toFixed(field.decimals) : found).toBe(digits)
    })

    test.each(['=1+1', '+86', '-3', '@SUM(A1)', '\t=1'])('%o stays text', async (text) => {
      const [[found]] = (await rowsOf([[text, null, null, null]])) as [[string]]
      expect([text, `'${text}`]).toContain(found)
    })

    test.each(['逗号,引号"和\n换行', '<b>&amp;</b>', '𠮷野家', ' 前后有空格 '])('%o comes back whole', async (text) => {
      expect((await rowsOf([[text, null, null, null]]))[0]![0]).toBe(text)
    })

    test.runIf(!exporter.alone)(
      'says who took it out and when, of which state of the data, and carries the sheets that explain it',
      async () => {
        const bytes = await writeAll(exporter, [
          sheet('数据', [[['甲镇', count(3), 1, START]]]),
          sheet('口径', [[['统计期末尚未办结的件数', null, null, null]]]),
        ])
        const { about } = await read(bytes)
        for (const words of [
          '张三（“分析”员 & 值班）',
          '2026-11-25 19:02',
          '2026-11-25T19:01:00+08:00',
          '712',
          '口径',
          '统计期末尚未办结的件数',
        ])
          expect(about).toContain(words)
      },
    )

    test('the same content is the same file, byte for byte', async () => {
      const make = () => writeAll(exporter, [sheet('数据', [[['甲镇', share(3), 1, START]]])])
      expect((await make()).equals(await make())).toBe(true)
    })

    test('a reader who goes away ends the work', async () => {
      const sink = new PassThrough({ highWaterMark: 64 }).resume()
      let pages = 0
      const endless: Sheet = {
        ...sheet('数据', []),
        pages: async function* () {
          for (; pages < 2_000; pages += 1) {
            if (pages === 3) sink.destroy()
            yield await Promise.resolve(
              Array.from({ length: 200 }, (_, at): Row => [
                `第 ${pages} 页 ${at} ${Math.sin(pages + at)}`,
                count(at),
                at,
                START,
              ]),
            )
          }
        },
      }
      const file = exporter.open(sink, STAMP)
      await expect(
        (async () => {
          await file.sheet(endless)
          await file.close()
        })(),
      ).rejects.toBeInstanceOf(SinkClosed)
      expect(pages).toBeLessThan(2_000)
    })
  })
}
