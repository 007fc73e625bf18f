import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { cellsQuerySchema, type Person, type TableFormat } from '../contract/index.ts'
import { DIGITS } from './export/read-back.fixture.ts'
import { createReportsWorld, person, row, scopeFor } from './reports.fixture.ts'

const world = createReportsWorld()
const { deliver, someone } = world

beforeAll(world.settle)
beforeEach(world.open)
afterEach(world.close)
afterAll(world.leave)

describe('an export', () => {
  const taken = async (who: Person, indicator: string, format: TableFormat, query: object = {}): Promise<Buffer> => {
    const table = await world.reports.prepare({
      person: who,
      scope: scopeFor(who),
      indicators: [indicator],
      parameters: cellsQuerySchema.parse({ region: 'd', children: 'true', grain: 'day', ...query }),
      format,
    })
    const sink = new PassThrough()
    const bytes = buffer(sink)
    await world.reports.write(table, format, sink)
    sink.end()
    return bytes
  }

  test.each(['csv', 'xlsx', 'parquet', 'docx'] as const)(
    'as %s hides small numbers about people from whoever may not see the rows, and what they are made of',
    async (format) => {
      await deliver('t.visit', [
        ...Array.from({ length: 12 }, (_, n) => row(`big${n}`, '2026-09-30 05:00', 'v11')),
        ...Array.from({ length: 2 }, (_, n) => row(`small${n}`, '2026-09-30 06:00', 'v21')),
      ])
      const trusted = person('trusted', 'export', 'rows')
      expect((await DIGITS[format](await taken(trusted, 't.visits', format), 0)).filter((one) => one !== '')).toEqual([
        '12',
        '2',
      ])
      const shown = await DIGITS[format](await taken(someone('anna'), 't.visits', format), 0)
      expect(shown).not.toContain('2')
      if (format === 'docx') expect(shown).toContain('少于5或连带')
      if (format !== 'csv') return
      const csv = (await taken(someone('anna'), 't.visits', 'csv')).toString()
      const line = csv.split('\r\n').find((one) => one.startsWith('t2,'))!
      expect(line).toContain('少于5或连带')
      expect(line.split(',').slice(4, 11).join('')).toBe('')
    },
  )

  test('of places picked out holds these alone, and is refused when none of them is there', async () => {
    const lines = async (only: string): Promise<string[]> =>
      (await taken(someone('anna'), 't.cases', 'csv', { only }))
        .toString()
        .split('\r\n')
        .slice(1)
        .flatMap((line) => /^[tv]\d+/.exec(line)?.[0] ?? [])
    expect(await lines('t2,v11')).toEqual(['t2'])
    await expect(lines('v11')).rejects.toMatchObject({ problem: { status: 404, field: 'only' } })
  })

  test('to paper ends where nobody would read on, and is told what else there is; a table goes further', async () => {
    const wide = { grain: 'hour', from: '2026-01-01', to: '2026-09-30' }
    for (const format of ['docx', 'pdf'] as const) {
      await expect(taken(someone('anna'), 't.cases', format, wide)).rejects.toMatchObject({
        problem: {
          status: 400,
          title: expect.stringContaining('一次最多导出 3000 行'),
          hint: expect.stringContaining('CSV'),
        },
      })
    }
    await expect(
      taken(someone('anna'), 't.cases', 'csv', { grain: 'hour', from: '1600-01-01', to: '2026-09-30' }),
    ).rejects.toMatchObject({ problem: { status: 400 } })
  })

  test('that waits its turn is told, makes its file, and may be asked for by nobody else', async () => {
    const job = await world.reports.startExport(someone('anna'), {
      indicators: ['t.cases'],
      format: 'csv',
      query: cellsQuerySchema.parse({ region: 'd', grain: 'day' }),
    })
    await vi.waitFor(() =>
      expect(world.reports.jobs.get(someone('anna'), job.id)).toMatchObject({ state: 'done', progress: 1 }),
    )
    expect(await world.reports.file(someone('chief'), job.id)).toBeNull()
    world.people.set('anna', person('anna', 'aggregate'))
    await expect(world.reports.file(someone('anna'), job.id)).rejects.toMatchObject({ problem: { status: 404 } })
  })
})
