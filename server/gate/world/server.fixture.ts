import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { QUICK } from '../../access/accounts/quick.fixture.ts'
import { createApp, type App } from '../../app.ts'
import type { Person } from '../../contract/index.ts'
import { METRICS, NOW, reportOf, THEMES, TREE } from './definitions.fixture.ts'

/** A whole server over a small city, where anybody can be let in. */
export interface Served {
  app: App
  url: string
  /** Headers by which a made-up person is let in. */
  as: (person: Person) => Record<string, string>
  close: () => Promise<void>
}

const writeDefinitions = (folder: string): void => {
  mkdirSync(join(folder, 'metrics', 'reports'), { recursive: true })
  writeFileSync(join(folder, 'metrics', 'world.yaml'), METRICS)
  for (const theme of THEMES) writeFileSync(join(folder, 'metrics', 'reports', `report-${theme}.md`), reportOf(theme))
  writeFileSync(join(folder, 'tree.csv'), `${TREE}\n`)
}

export const serve = async (): Promise<Served> => {
  const folder = mkdtempSync(join(tmpdir(), 'yiping-gate-'))
  writeDefinitions(folder)
  const people = new Map<string, Person>()
  const app = await createApp({
    port: 0,
    host: '127.0.0.1',
    database: ':memory:',
    ledger: ':memory:',
    metrics: join(folder, 'metrics'),
    regions: join(folder, 'tree.csv'),
    timeZone: 'Asia/Shanghai',
    demo: null,
    logLevel: 'silent',
    memoryLimit: '300MB',
    client: null,
    passwordWork: QUICK,
    now: () => NOW,
    progress: (message) => {
      if (message.startsWith('定义有误')) throw new Error(message)
    },
    guests: ({ authorization }) => people.get(authorization ?? '') ?? null,
  })
  return {
    app,
    url: await app.listen(),
    as: (person) => {
      const key = `Guest ${createHash('sha256').update(JSON.stringify(person)).digest('hex')}`
      people.set(key, person)
      return { authorization: key }
    },
    close: async () => {
      await app.close()
      rmSync(folder, { recursive: true })
    },
  }
}
