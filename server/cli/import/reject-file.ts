import { constants } from 'node:fs'
import { access, appendFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Reject } from '../../contract/index.ts'
import { formatRejects, REJECTS_HEADER } from '../../parse/index.ts'
import { createReasons } from './reasons.ts'

const besideOrHere = async (file: string): Promise<string> => {
  const name = `${basename(file)}.rejects.csv`
  try {
    await access(dirname(file), constants.W_OK)
    return join(dirname(file), name)
  } catch {
    return resolve(name)
  }
}

/**
 * The CSV of refused rows: at `wanted`, else beside the delivered file, else in the working folder. None is left when
 * nothing was refused.
 */
export const createRejectFile = async (file: string, wanted: string | undefined) => {
  const path = resolve(wanted ?? (await besideOrHere(file)))
  const reasons = createReasons()
  let begun = false
  const write = async (lines: string): Promise<void> => {
    if (begun) await appendFile(path, lines)
    else await writeFile(path, REJECTS_HEADER + lines)
    begun = true
  }
  return {
    add: (rejects: readonly Reject[]): Promise<void> => {
      reasons.add(rejects)
      return write(formatRejects(rejects))
    },
    /** Takes a whole file of the same kind, as the server keeps it. */
    addFile: async (text: string): Promise<void> => {
      const lines = text.startsWith(REJECTS_HEADER) ? text.slice(REJECTS_HEADER.length) : text
      await reasons.addLines(lines)
      await write(lines)
    },
    /** Kinds of mistakes so far, the commonest first. */
    reasons: reasons.list,
    finish: async (): Promise<string | null> => {
      // An old list must not pass for the outcome of this run.
      if (!begun) await rm(path, { force: true })
      return begun ? path : null
    },
  }
}
export type RejectFile = Awaited<ReturnType<typeof createRejectFile>>
