import type { Request, Response } from 'express'
import type { Access } from '../access/index.ts'
import type { Person } from '../contract/index.ts'
import { problem, Refused } from '../indicators/index.ts'
import { SinkClosed } from '../reports/index.ts'

/** Names a download so that every browser keeps its Chinese. */
export const attach = (response: Response, name: string, mime: string): void => {
  response.set({
    'content-type': mime,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'cache-control': 'no-store',
  })
}

/**
 * Writes a file as it is made, and ends it. Once a byte is out, breaking off is the only way left to say that it is not
 * whole; a reader who goes away is no fault.
 */
export const writeOut = async (response: Response, write: (sink: Response) => Promise<void>): Promise<void> => {
  try {
    await write(response)
    response.end()
  } catch (error) {
    if (error instanceof SinkClosed) return
    response.destroy(error as Error)
  }
}

/** Who asks; nobody takes anything out unnamed. */
export const knownPerson = (access: Access, { headers }: Pick<Request, 'headers'>): Person => {
  const person = access.personOf(headers)
  if (!person) throw new Refused(problem(401, 'signed-out', '请先登录'))
  return person
}
