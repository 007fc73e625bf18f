import { mayRead } from '../indicators/index.ts'
import type { Regions } from '../regions/index.ts'
import type { Audience } from './context.ts'
import { idsOf } from './parties/standing.ts'
import type { Reader } from './types.ts'

/** Whether somebody may hear that a case changed: exactly those who may read it. */
export const hears = (regions: Regions, { person, scope }: Reader, { region, theme, holders }: Audience): boolean =>
  mayRead(regions, scope, region, theme) || idsOf(person).some((id) => holders.includes(id))
