import fc from 'fast-check'
import { allowed } from '../world/index.fixture.ts'
import { ofThing, query, region, still, theme, type Ask, type Probe } from './ask.fixture.ts'

const silence = (of: string, at: string) => ({
  rule: `${of}.many_count`,
  region: at,
  from: '2026-12-03',
  until: '2026-12-04',
  reason: '检修',
})

/** Alerts, rules and silences. */
export const ALERTS: Record<string, Probe> = {
  'GET /api/v1/alerts': {
    needs: 'aggregate',
    asks: () =>
      fc.option(region, { nil: undefined }).map((at) => ({
        path: `/api/v1/alerts${query({ region: at })}`,
        ...(at === undefined ? {} : { twin: { path: '/api/v1/alerts?region=QZZZ', name: at, missing: 'QZZZ' } }),
      })),
  },
  'GET /api/v1/alerts/letters': { needs: 'configure', asks: still('/api/v1/alerts/letters') },
  'POST /api/v1/alerts/letters/:id/send': {
    needs: 'configure',
    asks: still('/api/v1/alerts/letters/none/send', { body: {} }),
    provenIn: 'server/alerts/channels/channels.test.ts',
  },
  'GET /api/v1/alerts/rules': { needs: 'aggregate', asks: still('/api/v1/alerts/rules') },
  'GET /api/v1/alerts/rules/:id/replay': {
    needs: 'aggregate',
    asks: () =>
      theme.map((of): Ask => ({
        path: `/api/v1/alerts/rules/${of}.many_count/replay?days=7`,
        wants: { action: 'aggregate', theme: of },
        twin: { path: '/api/v1/alerts/rules/QZZZ/replay?days=7', name: `${of}.many_count`, missing: 'QZZZ' },
      })),
  },
  'POST /api/v1/alerts/rules/:id/switch': {
    needs: 'configure',
    asks: () =>
      theme.map((of): Ask => {
        const body = { on: true, reason: '检修' }
        return {
          path: `/api/v1/alerts/rules/${of}.many_count/switch`,
          body,
          wants: { action: 'configure', region: 'QD', theme: of },
          knownTo: (person) => allowed(person, 'aggregate', { theme: of }),
          twin: { path: '/api/v1/alerts/rules/QZZZ/switch', body, name: `${of}.many_count`, missing: 'QZZZ' },
        }
      }),
    provenIn: 'server/alerts/switch/switch.test.ts',
  },
  'GET /api/v1/alerts/silences': { needs: 'aggregate', asks: still('/api/v1/alerts/silences') },
  'POST /api/v1/alerts/silences': {
    needs: 'configure',
    asks: () =>
      fc.record({ of: theme, at: region }).map(({ of, at }): Ask => ({
        path: '/api/v1/alerts/silences',
        body: silence(of, at),
        wants: { action: 'configure', region: at, theme: of },
        twin: { path: '/api/v1/alerts/silences', body: silence(of, 'QZZZ'), name: at, missing: 'QZZZ' },
      })),
  },
  'POST /api/v1/alerts/silences/:id/end': {
    needs: 'configure',
    asks: () =>
      fc.constantFrom<Ask>(
        { path: '/api/v1/alerts/silences/{fresh}/end', fresh: 'silence', body: {} },
        { path: '/api/v1/alerts/silences/nobody/end', body: {} },
      ),
  },
  'GET /api/v1/alerts/:id': {
    needs: 'aggregate',
    asks: ofThing(
      ({ stock }) => stock.alerts,
      (id) => `/api/v1/alerts/${id}`,
      { action: 'aggregate' },
    ),
  },
  'POST /api/v1/alerts/:id/acknowledge': {
    needs: 'handle',
    asks: ofThing(
      ({ stock }) => stock.alerts,
      (id) => `/api/v1/alerts/${id}/acknowledge`,
      { action: 'handle', body: () => ({}) },
    ),
  },
  'POST /api/v1/alerts/:id/read': {
    needs: 'aggregate',
    asks: ofThing(
      ({ stock }) => stock.alerts,
      (id) => `/api/v1/alerts/${id}/read`,
      { action: 'aggregate', body: () => ({}) },
    ),
  },
}
