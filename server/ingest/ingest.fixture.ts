import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { loadCatalog } from '../catalog/index.ts'
import { createClock, createZone } from '../lib/index.ts'
import { loadRegions } from '../regions/index.ts'
import { createProbe, createStore } from '../store/index.ts'
import { createIngest, type Answer, type Delivery } from './index.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const FEEDS = join(ROOT, 'fixtures/feeds')
const NOW = Date.parse('2026-11-20T12:00:00+08:00')

export interface Bench {
  store: Awaited<ReturnType<typeof createStore>>
  ingest: ReturnType<typeof createIngest>
  /** Submits text or bytes; `as` is a media type. */
  send: (dataset: string, body: string | Buffer, as?: string, more?: Partial<Delivery>) => Promise<Answer>
  /** Submits a file of `fixtures/feeds`, or any path. */
  file: (dataset: string, path: string, more?: Partial<Delivery>) => Promise<Answer>
  /** Current rows of a dataset. */
  rows: (dataset: string, columns?: string) => Promise<Record<string, unknown>[]>
  close: () => Promise<void>
}

const definitionsIn = (yaml: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'yiping-metrics-'))
  writeFileSync(
    join(folder, 'city.yaml'),
    'city: { title: 测试城, subtitle: 测试 }\nthemes: [{ id: test, title: 测试 }]\n',
  )
  writeFileSync(join(folder, 'datasets.yaml'), yaml)
  return folder
}

/** A real store, tree and catalogue: the product's own, or the datasets of a YAML text. */
export const openBench = async ({
  regions: code = '330109',
  datasets,
}: { regions?: string; datasets?: string } = {}): Promise<Bench> => {
  const folder = datasets === undefined ? join(ROOT, 'metrics') : definitionsIn(datasets)
  const regions = loadRegions(code)
  const probe = await createProbe()
  const catalog = await loadCatalog({ folder, probe, regions })
  probe.close()
  if (datasets !== undefined) rmSync(folder, { recursive: true })
  if (catalog.problems.length > 0) throw new Error(JSON.stringify(catalog.problems))
  const store = await createStore({
    path: ':memory:',
    threads: 1,
    memoryLimit: '512MB',
    readers: 1,
    readLimitMs: 10_000,
  })
  const ingest = createIngest({
    store,
    catalog: () => catalog,
    regions,
    clock: createClock(createZone('Asia/Shanghai'), () => NOW),
  })
  return {
    store,
    ingest,
    send: (dataset, body, as = 'application/x-ndjson', more = {}) =>
      ingest.submit({ dataset, source: 'test', contentType: as, stream: Readable.from([Buffer.from(body)]), ...more }),
    file: (dataset, path, more = {}) =>
      ingest.submit({
        dataset,
        source: basename(path),
        fileName: basename(path),
        stream: createReadStream(resolve(FEEDS, path)),
        ...more,
      }),
    rows: (dataset, columns = '*') =>
      store.read(async (sql) =>
        (await sql.query(`select ${columns} from fact."${dataset}" where _superseded is null order by all`)).records(),
      ),
    close: () => store.close(),
  }
}

/** What matters of an answer: counts and refusals, or the problem. */
export const gist = (answer: Answer): unknown =>
  'problem' in answer
    ? { status: answer.problem.status, type: answer.problem.type, detail: answer.problem.detail }
    : {
        accepted: answer.receipt.accepted,
        rejects: answer.receipt.rejects.map(({ row, column, value, reason }) => [row, column, value, reason]),
      }
