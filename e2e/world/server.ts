import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ADMIN } from './people.ts'

const ROOT = resolve(import.meta.dirname, '../..')
/**
 * What runs the `yiping` command: as it is shipped, or the same as one plain file that `YIPING_PROGRAM` names. That one
 * runs for minutes: what V8 would optimise early costs more than it saves.
 */
const program = (): string[] => {
  const file = process.env['YIPING_PROGRAM']
  return file ? ['--interrupt-budget=600000', file] : [join(ROOT, 'server/cli/bin.cjs')]
}
/** As the shipped one says before it loads anything. */
const THREADS = { UV_THREADPOOL_SIZE: '8' }

/** Where a server is, and what opens it to programs. */
export interface Door {
  url: string
  token: string
}

/** The real program as its own process. */
export interface Server extends Door {
  pid: number
  /** What it has printed so far. */
  log: () => string
  /** Ends it the way an operator does, or with `SIGKILL` the way a power cut does. */
  stop: (signal?: NodeJS.Signals) => Promise<void>
}

export interface ServerOptions {
  data: string
  port?: number
  environment?: Record<string, string>
  /** How long it may take until it is ready. */
  limitSeconds?: number
}

/** The secret a running server lays into its data folder. */
const tokenIn = (data: string): string => readFileSync(join(data, 'local-token'), 'utf8').trim()

/** A port of this machine that nobody listens on. */
export const freePort = (): Promise<number> =>
  new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => done(port))
    })
  })

const ready = async (url: string, ended: () => boolean, limitSeconds: number): Promise<boolean> => {
  for (const until = Date.now() + limitSeconds * 1000; Date.now() < until && !ended();) {
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    if (answer?.ok) return true
    await wait(100)
  }
  return false
}

/**
 * Starts the server and resolves when it is ready; throws what it printed when it never is. Nobody is on duty in its
 * model city unless asked for.
 */
export const startServer = async ({
  data,
  port,
  environment = {},
  limitSeconds = 120,
}: ServerOptions): Promise<Server> => {
  const chosen = port ?? (await freePort())
  const url = `http://127.0.0.1:${chosen}`
  const child = spawn(process.execPath, [...program(), 'start'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...THREADS,
      ...process.env,
      NODE_ENV: 'production',
      YIPING_ADMIN_PASSWORD: ADMIN.password,
      YIPING_DEMO_DUTY: '0',
      ...environment,
      PORT: String(chosen),
      HOST: '127.0.0.1',
      YIPING_DATA: data,
    },
  })
  let log = ''
  const keep = (chunk: Buffer): void => void (log = (log + chunk.toString()).slice(-100_000))
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  let stopping = false
  const gone = new Promise<void>((done) =>
    child.on('exit', (code, signal) => {
      if (!stopping) process.stderr.write(`the server ended by itself (${code ?? signal}):\n${log}\n`)
      done()
    }),
  )
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    stopping = true
    child.kill(signal)
    const late = setTimeout(() => child.kill('SIGKILL'), 20_000)
    await gone
    clearTimeout(late)
  }
  if (!(await ready(url, () => child.exitCode !== null, limitSeconds))) {
    await stop('SIGKILL')
    throw new Error(`the server did not get ready:\n${log}`)
  }
  return { url, pid: child.pid!, token: tokenIn(data), log: () => log, stop }
}

/** Runs the `yiping` command to its end. */
export const runYiping = (
  words: string[],
  environment: Record<string, string> = {},
): Promise<{ code: number; output: string }> =>
  new Promise((done) => {
    const child = spawn(process.execPath, [...program(), ...words], {
      env: { ...THREADS, ...process.env, ...environment },
      cwd: ROOT,
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => void (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => void (output += chunk.toString()))
    child.on('close', (code) => done({ code: code ?? 1, output }))
  })
