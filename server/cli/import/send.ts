import { setTimeout as wait } from 'node:timers/promises'
import type { Problem, Receipt } from '../../contract/index.ts'

const ATTEMPTS = 6
const FIRST_WAIT_MS = 250

/** `headers` say who sends. */
interface Target {
  server: string
  dataset: string
  fileName: string
  dryRun: boolean
  headers: Record<string, string>
}

/** The server refused the whole of what was sent. */
export class RefusedImport extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.title)
    this.problem = problem
  }
}

/** Nobody answers at the server's address. */
export class Unreachable extends Error {}

const problemOf = async (response: Response): Promise<Problem> => {
  const text = await response.text()
  try {
    return JSON.parse(text) as Problem
  } catch {
    return {
      type: 'about:blank',
      title: `服务答复 ${response.status}`,
      status: response.status,
      detail: text.slice(0, 200),
    }
  }
}

const post = (url: URL, body: string, key: string | null, { fileName, headers }: Target): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    body,
    headers: {
      ...headers,
      'content-type': 'application/x-yiping-rows',
      'x-file-name': encodeURIComponent(fileName),
      ...(key === null ? {} : { 'idempotency-key': key }),
    },
  })

/**
 * Sends one part until it is answered: the key makes a repeated part harmless. Throws `RefusedImport` when the
 * server refuses it and `Unreachable` when nobody answers for a while.
 */
export const send = async (target: Target, body: string, key: string | null): Promise<Receipt> => {
  const url = new URL(
    `/api/v1/datasets/${encodeURIComponent(target.dataset)}/rows${target.dryRun ? '?dryRun=1' : ''}`,
    target.server,
  )
  for (let attempt = 1; ; attempt += 1) {
    const last = attempt === ATTEMPTS
    try {
      const response = await post(url, body, key, target)
      if (response.ok) return (await response.json()) as Receipt
      const problem = await problemOf(response)
      if (problem.status < 500 || last) throw new RefusedImport(problem)
    } catch (error) {
      if (error instanceof RefusedImport) throw error
      if (last) throw new Unreachable(target.server)
    }
    await wait(FIRST_WAIT_MS * 2 ** (attempt - 1))
  }
}

/** All refused rows of a batch, as the server's CSV. */
export const fetchRejects = async (
  { server, headers }: Pick<Target, 'server' | 'headers'>,
  batch: string,
): Promise<string> => {
  const response = await fetch(new URL(`/api/v1/batches/${encodeURIComponent(batch)}/rejects.csv`, server), { headers })
  if (!response.ok) throw new RefusedImport(await problemOf(response))
  // Not `text()`, which drops the mark of the file's start.
  return Buffer.from(await response.arrayBuffer()).toString('utf8')
}
