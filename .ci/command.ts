import { spawn } from 'node:child_process'

export interface Ended { code: number; seconds: number }

/**
 * Runs a program of node_modules/.bin or of the machine with its output passed through. A program that
 * outlives `limitSeconds` is ended with its children and counts as failed, so that a hang still gets counted.
 */
export const command = (line: string, limitSeconds: number): Promise<Ended> =>
  new Promise((resolve) => {
    const began = Date.now()
    const child = spawn(line, { shell: true, stdio: ['ignore', 'inherit', 'inherit'], detached: true })
    const limit = setTimeout(() => {
      console.log(`ended after ${limitSeconds} s without a result: ${line}`)
      if (child.pid) process.kill(-child.pid, 'SIGKILL')
    }, limitSeconds * 1000)
    const end = (code: number): void => {
      clearTimeout(limit)
      resolve({ code, seconds: (Date.now() - began) / 1000 })
    }
    child.on('error', () => end(127))
    child.on('exit', (code) => end(code ?? 1))
  })
