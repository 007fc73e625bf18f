import type { Request } from 'express'
import type { Access } from '../access/index.ts'
import type { AuditEntry } from '../contract/index.ts'

/** Who sent a request and from where, as the audit writes it. */
export const whoSent = (
  access: Access,
  request: Pick<Request, 'headers' | 'ip'>,
): Pick<AuditEntry, 'who' | 'name' | 'from'> => {
  const person = access.personOf(request.headers)
  return { who: person?.id ?? '', name: person?.name ?? '未登录', from: request.ip ?? '' }
}
