import type { Scope } from '../contract/index.ts'
import type { Regions } from '../regions/index.ts'

/** Who may see what; the only maker of scopes. */
export interface Access {
  /** What the sender of these headers may see. */
  scopeOf: (headers: { cookie?: string | undefined; authorization?: string | undefined }) => Scope
}

/** Until there are accounts everybody sees the whole place, with personal fields masked. */
export const createAccess = (regions: Regions): Access => {
  const whole: Scope = { roots: [regions.root.code], themes: 'all', class: 'internal' }
  return { scopeOf: () => whole }
}
