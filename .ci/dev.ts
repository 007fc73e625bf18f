import { spawn, type ChildProcess } from 'node:child_process'

/**
 * `npm run dev`: the server, restarted when its sources change, and vite in front of it. Either one ending ends both.
 */
const children: ChildProcess[] = ['tsx watch --clear-screen=false server/cli/program.ts start', 'vite'].map((line) =>
  spawn(line, { shell: true, stdio: 'inherit', detached: true }),
)

const stop = (code: number): void => {
  for (const child of children) {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGTERM')
    } catch {
      // it has ended already
    }
  }
  process.exit(code)
}

for (const child of children) child.on('exit', (code) => stop(code ?? 1))
process.on('SIGINT', () => stop(0))
process.on('SIGTERM', () => stop(0))
