import fc from 'fast-check'
import { ALERTS } from './alerts.fixture.ts'
import { region, type Ask, type Probe } from './ask.fixture.ts'
import { CASES } from './cases.fixture.ts'
import { DATA } from './data.fixture.ts'
import { KEPT } from './kept.fixture.ts'
import { NUMBERS } from './numbers.fixture.ts'
import { OFFICE } from './office.fixture.ts'
import { OPEN } from './open.fixture.ts'
import { REPORTS } from './reports.fixture.ts'

export { isKnown, type Ask, type Probe } from './ask.fixture.ts'

/** Every route there is; see `Probe`. */
export const PROBES: Record<string, Probe> = {
  ...OPEN,
  ...NUMBERS,
  ...KEPT,
  ...DATA,
  ...CASES,
  ...ALERTS,
  ...OFFICE,
  ...REPORTS,
}

/** What is sent with each event a client may send. */
export const EVENTS: Record<string, fc.Arbitrary<{ request: unknown; wants?: Ask['wants'] }>> = {
  'view:open': fc.record({ screen: fc.constantFrom('main', 'only'), at: region }).map(({ screen, at }) => ({
    request: { screen, region: at },
    wants: { action: 'aggregate', region: at, ...(screen === 'only' ? { theme: 'uu' } : {}) },
  })),
  'alerts:watch': fc.constant({ request: undefined }),
  'audit:watch': fc.constant({ request: undefined }),
  'view:close': fc.constant({ request: undefined }),
}
