import type { Request, Response } from 'express'
import type { Access } from '../access/index.ts'
import type { Person } from '../contract/index.ts'
import { problem, Refused } from '../indicators/index.ts'

/** Names a download so that every browser keeps its Chinese. */
export const attach = (response: Response, name: string, mime: string): void => {
  response.set({ 'content-type': mime, 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`, 'cache-control': 'no-store' })
}

/** Who asks; nobody takes anything out unnamed. */
export const knownPerson = (access: Access, { headers }: Pick<Request, 'headers'>): Person => {
  const person = access.personOf(headers)
  if (!person) throw new Refused(problem(401, 'signed-out', '请先登录'))
  return person
}
