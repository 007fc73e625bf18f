import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sizeOf, type Held } from './crash.fixture.ts'
import { oneFile } from './one-file.fixture.ts'

const program = { file: '', folder: '' }
beforeAll(async () => void Object.assign(program, await oneFile(join(import.meta.dirname, 'crash.fixture.ts'))))
afterAll(() => rmSync(program.folder, { recursive: true }))

const ROUNDS = 26
const AT_ONCE = 12

interface Moment {
  after: number
  delay: number
  whileOpening: boolean
}

interface Message {
  held?: Held
  acknowledged?: number
  accepted?: number
}

/** What the sender knows: the truth the store is held against. */
interface Sender {
  next: number
  acknowledged: Set<number>
  unanswered: Set<number>
}

const check = ({ batches, live, keys, derived }: Held, sender: Sender): void => {
  const lost = [...sender.acknowledged].filter((n) => batches[n] === undefined)
  const torn = Object.entries(batches).filter(([n, rows]) => rows !== sizeOf(Number(n)))
  expect({ lost, torn, doubled: live - keys, behind: live - derived }).toEqual({
    lost: [],
    torn: [],
    doubled: 0,
    behind: 0,
  })
}

/**
 * Starts the writer, sends again what was never answered and then ever more, and kills it `delay` ms after
 * `after` answers, or after it was started when `whileOpening`: moments that are as random on a slow machine
 * as on a fast one. An answer that was written counts, read or not.
 */
const round = (file: string, sender: Sender, { after, delay, whileOpening }: Moment): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program.file, file], { stdio: ['pipe', 'pipe', 'inherit'] })
    child.stdin.on('error', () => undefined)
    const kill = (): void => void setTimeout(() => child.kill('SIGKILL'), delay)
    const send = (n: number): void => {
      sender.unanswered.add(n)
      child.stdin.write(`${n}\n`)
    }
    let answers = 0
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message = JSON.parse(line) as Message
      if (message.held) {
        try {
          check(message.held, sender)
        } catch (error) {
          child.kill('SIGKILL')
          reject(error as Error)
        }
        for (const n of sender.unanswered) send(n)
        while (sender.unanswered.size < AT_ONCE) send(sender.next++)
        if (!whileOpening && after === 0) kill()
      } else if (message.acknowledged !== undefined) {
        answers += 1
        if (!whileOpening && answers === after) kill()
        sender.unanswered.delete(message.acknowledged)
        sender.acknowledged.add(message.acknowledged)
        send(sender.next++)
      }
    })
    if (whileOpening) kill()
    child.on('close', (_code, signal) =>
      signal === 'SIGKILL' ? resolve(answers) : reject(new Error('the writer ended by itself')),
    )
  })

// Two stores at once, as two cores do it in half the time: 52 kills in all.
test.concurrent.each([1, 2])(
  'no acknowledged row is lost or doubled by kill -9 at any moment (store %i)',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yiping-crash-'))
    try {
      const sender: Sender = { next: 0, acknowledged: new Set(), unanswered: new Set() }
      let answers = 0
      for (let index = 0; index < ROUNDS; index++) {
        const whileOpening = index % 6 === 5
        const moment = {
          after: Math.floor(Math.random() * 16),
          delay: Math.random() * (whileOpening ? 600 : 30),
          whileOpening,
        }
        answers += await round(join(folder, 'facts.duckdb'), sender, moment)
      }
      await round(join(folder, 'facts.duckdb'), sender, { after: 0, delay: 0, whileOpening: false })
      expect(answers).toBeGreaterThan(ROUNDS)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
  600_000,
)
