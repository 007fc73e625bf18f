import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { oneFile } from '../one-file.fixture.ts'
import type { Kept } from './crash.fixture.ts'

const program = { file: '', folder: '' }
beforeAll(async () => void Object.assign(program, await oneFile(join(import.meta.dirname, 'crash.fixture.ts'))))
afterAll(() => rmSync(program.folder, { recursive: true }))

const ROUNDS = 8
const AT_ONCE = 6

/** What the people know: what was answered, and what they will send again. */
interface People {
  next: number
  acknowledged: Set<number>
  unanswered: Set<number>
}

const check = ({ remarks, whole, cases }: Kept, { acknowledged }: People): void => {
  const lost = [...acknowledged].filter((n) => !remarks.includes(n))
  expect({ lost, doubled: remarks.length - new Set(remarks).size, whole, cases }).toEqual({
    lost: [],
    doubled: 0,
    whole: true,
    cases: 1,
  })
}

/**
 * Starts the process, sends what was never answered again and then more, and kills it some time after so many answers.
 */
const round = (folder: string, people: People, { after, delay }: { after: number; delay: number }): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program.file, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
    child.stdin.on('error', () => undefined)
    const kill = (): void => void setTimeout(() => child.kill('SIGKILL'), delay)
    const send = (n: number): void => {
      people.unanswered.add(n)
      child.stdin.write(`${n}\n`)
    }
    let answers = 0
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message = JSON.parse(line) as { kept?: Kept; acknowledged?: number }
      if (message.kept) {
        try {
          check(message.kept, people)
        } catch (error) {
          child.kill('SIGKILL')
          reject(error as Error)
        }
        for (const n of people.unanswered) send(n)
        while (people.unanswered.size < AT_ONCE) send(people.next++)
        if (after === 0) kill()
      } else if (message.acknowledged !== undefined) {
        answers += 1
        if (answers === after) kill()
        people.unanswered.delete(message.acknowledged)
        people.acknowledged.add(message.acknowledged)
        send(people.next++)
      }
    })
    child.on('exit', () => resolve(answers))
  })

test('whenever the power fails, what was answered is in the chain exactly once, and what is sent again is done once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yiping-case-crash-'))
  const people: People = { next: 1, acknowledged: new Set(), unanswered: new Set() }
  try {
    for (let n = 0; n < ROUNDS; n++) await round(folder, people, { after: (n * 5) % 17, delay: (n * 7) % 23 })
    expect(people.acknowledged.size).toBeGreaterThan(ROUNDS)
    await round(folder, people, { after: 1, delay: 0 })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 180_000)
