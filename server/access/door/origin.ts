import type { IncomingMessage } from 'node:http'

const SAFE = ['GET', 'HEAD', 'OPTIONS']

const hostOf = (origin: string): string | null => {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}

/**
 * Whether a request was made by a page of another site. Browsers say so themselves (`Sec-Fetch-Site`), older ones
 * name the page's origin; what says neither is no browser and carries nobody's cookie but its own.
 */
export const isForeign = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean => {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  return headers.origin !== undefined && hostOf(headers.origin) !== headers.host
}

/** A request that changes something, made by another site's page. */
export const isForgery = (request: Pick<IncomingMessage, 'headers' | 'method'>): boolean =>
  !SAFE.includes(request.method ?? '') && isForeign(request)
