import type { Request } from 'express'
import { thingsIn } from '../catalog/index.ts'
import type { RegionCode } from '../contract/index.ts'
import type { HttpDeps } from './deps.ts'
import { whoSent } from './who.ts'

/** Numbers told thing by thing are rows: that they were read is written down as it is of rows. */
export const noteThings = (
  { access, audit, catalog }: Pick<HttpDeps, 'access' | 'audit' | 'catalog'>,
  request: Request,
  asked: { indicators: readonly string[]; by: readonly string[]; region: RegionCode; rows: number },
): void => {
  const { indicators, by, region, rows } = asked
  const told = indicators.filter((id) => {
    const indicator = catalog().indicators.get(id)
    return indicator !== undefined && thingsIn(catalog(), indicator, by) !== undefined
  })
  if (told.length === 0) return
  const query = new URLSearchParams({ region, by: by.join(','), indicators: told.join(',') })
  audit.note({
    ...whoSent(access, request),
    deed: 'rows',
    what: `${request.baseUrl}${request.path}?${query} ${rows} rows`.slice(0, 500),
    outcome: 'done',
  })
}
