/** Where to go after signing in: a place of this site, never another one. */
export const wayBack = (to: unknown, origin: string): string => {
  if (typeof to !== 'string' || !to.startsWith('/')) return '/'
  try {
    const url = new URL(to, origin)
    return url.origin === origin && url.pathname !== '/sign-in' ? url.pathname + url.search + url.hash : '/'
  } catch {
    return '/'
  }
}
