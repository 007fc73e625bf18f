import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** A process that is told and answers in lines. */
export interface Child {
  pid: number
  tell: (line: string) => void
  heard: () => Promise<string>
  stop: () => void
}

/** `script`: the whole path of a file. */
export const startChild = (script: string, words: readonly string[] = []): Child => {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...words], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    pid: child.pid!,
    tell: (line) => void child.stdin.write(`${line}\n`),
    heard: async () => {
      const next = await lines.next()
      if (next.done) throw new Error(`${script} has ended`)
      return next.value
    },
    stop: () => void child.kill(),
  }
}
