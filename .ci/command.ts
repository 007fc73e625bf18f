import { spawn } from 'node:child_process'

export interface Ended {
  code: number
  seconds: number
}

/** Where a program's words go: straight on, or kept until they are told together. */
export type Say = ((words: string) => void) | null

/**
 * Runs a program of node_modules/.bin or of the machine with its output passed through, or to `say`. A program that
 * outlives `limitSeconds` is ended with its children and counts as failed, so that a hang still gets counted.
 */
export const command = (line: string, limitSeconds: number, say: Say = null): Promise<Ended> =>
  new Promise((resolve) => {
    const began = Date.now()
    const child = spawn(line, {
      shell: true,
      stdio: ['ignore', say ? 'pipe' : 'inherit', say ? 'pipe' : 'inherit'],
      detached: true,
    })
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => say?.(chunk.toString()))
    const limit = setTimeout(() => {
      ;(say ?? console.log)(`ended after ${limitSeconds} s without a result: ${line}`)
      if (child.pid) process.kill(-child.pid, 'SIGKILL')
    }, limitSeconds * 1000)
    const end = (code: number): void => {
      clearTimeout(limit)
      resolve({ code, seconds: (Date.now() - began) / 1000 })
    }
    child.on('error', () => end(127))
    child.on('close', (code) => end(code ?? 1))
  })
