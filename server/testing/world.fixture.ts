import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { QUICK } from '../access/accounts/quick.fixture.ts'
import { createApp, type App, type AppOptions } from '../app.ts'
import type { Grant, JobInfo } from '../contract/index.ts'
import { createAsk, PASSWORD, type Ask, type Headers } from './ask.fixture.ts'
import { connectTo, type Line } from './line.fixture.ts'

const SHARED = fileURLToPath(new URL('../indicators/testing/metrics', import.meta.url))
const TREE = 'code,parent,level,name,kind\nd,,district,测试区,place\nt1,d,town,甲镇,place\nt2,d,town,乙镇,place\n'

/** What is unlike in this world; the options of the server may be anything. */
export interface WorldWanted extends Partial<AppOptions> {
  /** The region file; a district of two towns unless said otherwise. */
  tree?: string
  /** Files of definitions, by their path. */
  definitions?: Record<string, string>
  /** Whether they stand beside the definitions tests share, as they do unless said otherwise, or alone. */
  shared?: boolean
  /** What outlives a restart; nothing unless said otherwise. */
  lasting?: 'ledger' | 'everything'
  /** The browser everybody asks with. */
  agent?: string
}

type GrantWanted = Grant & { endsOn?: string }
interface Newcomer {
  name?: string
  by?: Headers
  unit?: string | null
  post?: string
  endsOn?: string
}

export interface World {
  /** Where the definitions, the ledger and made files lie. */
  folder: string
  /** Where the server is; another place after each start. */
  url: () => string
  /** `more` goes before the options of the world, and for this time alone. */
  open: (more?: Partial<AppOptions>) => Promise<void>
  /** Its folder stays. */
  stop: () => Promise<void>
  close: () => Promise<void>
  restart: (meanwhile?: () => Promise<void> | void) => Promise<void>
  /** Lets in whoever works on the machine. */
  local: () => Headers
  ask: Ask
  /** A file, by its whole path; throws where it is refused. */
  bytesOf: (path: string, headers?: Headers) => Promise<Buffer>
  enter: (username: string, password?: string) => Promise<Headers>
  /** An account with a password of its own, signed in. */
  hire: (username: string, grants: readonly GrantWanted[], newcomer?: Newcomer) => Promise<Headers>
  connect: (headers: Headers) => Promise<Line>
  /** A job of this person, once its file is there. */
  done: (id: string, headers?: Headers) => Promise<JobInfo>
}

const settle = (folder: string, { tree = TREE, definitions = {}, shared = true }: WorldWanted): void => {
  const metrics = join(folder, 'metrics')
  mkdirSync(metrics)
  if (shared) cpSync(SHARED, metrics, { recursive: true })
  for (const [path, text] of Object.entries(definitions)) {
    mkdirSync(dirname(join(metrics, path)), { recursive: true })
    writeFileSync(join(metrics, path), text)
  }
  writeFileSync(join(folder, 'tree.csv'), tree)
}

/** A whole server over a small place, for tests that come in by its doors. Open it before the first, close it after. */
export const createWorld = (wanted: WorldWanted = {}): World => {
  const { tree: _, definitions: __, shared: ___, lasting, agent, ...options } = wanted
  const folder = mkdtempSync(join(tmpdir(), 'yiping-world-'))
  settle(folder, wanted)
  let app: App
  let url = ''

  const start = async (more: Partial<AppOptions> = {}): Promise<void> => {
    app = await createApp({
      port: 0,
      host: '127.0.0.1',
      database: lasting === 'everything' ? join(folder, 'facts.duckdb') : ':memory:',
      ledger: lasting ? join(folder, 'ledger.duckdb') : ':memory:',
      metrics: join(folder, 'metrics'),
      regions: join(folder, 'tree.csv'),
      timeZone: 'Asia/Shanghai',
      demo: null,
      logLevel: 'silent',
      memoryLimit: '300MB',
      client: null,
      passwordWork: QUICK,
      ...options,
      ...more,
    })
    url = await app.listen()
  }
  const local = (): Headers => ({ authorization: `Bearer ${app.localToken}` })
  const ask = createAsk(() => url, agent === undefined ? {} : { 'user-agent': agent })
  const enter = async (username: string, password = PASSWORD): Promise<Headers> => ({
    cookie: (await ask('POST', '/session', {}, { username, password })).cookie,
  })

  return {
    folder,
    url: () => url,
    open: start,
    stop: () => app.close(),
    close: async () => {
      await app.close()
      rmSync(folder, { recursive: true })
    },
    restart: async (meanwhile) => {
      await app.close()
      await meanwhile?.()
      await start()
    },
    local,
    ask,
    bytesOf: async (path, headers = local()) => {
      const response = await fetch(url + path, { headers })
      if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`)
      return Buffer.from(await response.arrayBuffer())
    },
    enter,
    hire: async (username, grants, { by = local(), ...more } = {}) => {
      const made = await ask<{ password: string }>('POST', '/admin/people', by, {
        username,
        name: username,
        grants,
        ...more,
      })
      if (made.status !== 201) throw new Error(made.text)
      const headers = await enter(username, made.body.password)
      const changed = await ask('PUT', '/session/password', headers, { current: made.body.password, next: PASSWORD })
      if (changed.status !== 200) throw new Error(changed.text)
      return headers
    },
    connect: (headers) => connectTo(url, headers),
    done: async (id, headers = local()) => {
      for (const late = Date.now() + 30_000; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
        const { body } = await ask<JobInfo>('GET', `/jobs/${id}`, headers)
        if (body.state === 'done') return body
        if (body.state === 'failed' || Date.now() > late) throw new Error(JSON.stringify(body))
      }
    },
  }
}
