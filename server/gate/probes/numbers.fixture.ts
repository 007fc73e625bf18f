import fc from 'fast-check'
import { day, grain, indicator, ofRegion, picking, query, region, still, type Ask, type Probe } from './ask.fixture.ts'

/** Either of two kinds of request. */
const either = (...kinds: fc.Arbitrary<Ask>[]): fc.Arbitrary<Ask> => fc.oneof(...kinds)

const picked = (
  path: string,
  parameters: Record<string, string>,
  action: 'aggregate' | 'export' = 'aggregate',
): fc.Arbitrary<Ask> =>
  fc
    .record({ id: indicator, at: region, of: region })
    .filter(({ at, of }) => at !== of)
    .map(({ id, at, of }) =>
      picking({
        path: (one) => `/api/v1/indicators/${id}/${path}${query({ region: at, only: one, ...parameters })}`,
        at,
        of,
        theme: id.slice(0, 2),
        action,
      }),
    )

/** The use of screens by one unit. */
const used = (path: string): Probe => ({
  needs: 'aggregate',
  namesKept: true,
  asks: () =>
    region
      .map((at) => ofRegion((one) => `${path}${query({ unit: one })}`, at))
      .map((ask) => ({ ...ask, knownTo: () => false })),
})

/** A rating is given by an account, and everybody here comes by other ways. */
const rating = (body?: object): Probe => ({
  needs: 'aggregate',
  asks: () =>
    fc.constantFrom('main', 'only').map((screen) => ({
      path: `/api/v1/screens/${screen}/rating`,
      ...(body ? { body } : {}),
      wants: { action: 'aggregate', ...(screen === 'only' ? { theme: 'uu' } : {}) },
    })),
  provenIn: 'server/usage/rating/rating.test.ts',
})

/** Calls have a category. */
const crossed = (id: string): Record<string, string> => (id.endsWith('calls') ? { by: 'kind' } : {})

/** Numbers in all their shapes. */
export const NUMBERS: Record<string, Probe> = {
  'GET /api/v1/catalog': { needs: 'aggregate', asks: still('/api/v1/catalog'), namesKept: true },
  'GET /api/v1/regions': {
    needs: 'aggregate',
    asks: () =>
      fc.record({ at: region, depth: fc.option(fc.nat(3), { nil: undefined }) }).map(({ at, depth }) => ({
        ...ofRegion((root) => `/api/v1/regions${query({ root, depth: depth?.toString() })}`, at),
        wants: { action: 'aggregate', region: at },
      })),
  },
  'GET /api/v1/outlines': {
    needs: 'aggregate',
    asks: () =>
      region.map((at) => ({
        ...ofRegion((one) => `/api/v1/outlines${query({ region: one })}`, at),
        wants: { action: 'aggregate', region: at },
      })),
  },
  'GET /api/v1/indicators/:id/cells': {
    needs: 'aggregate',
    asks: () =>
      either(
        fc
          .record({
            id: indicator,
            at: region,
            grain,
            from: day,
            children: fc.constantFrom(undefined, 'true', 'village'),
            compare: fc.constantFrom(undefined, 'pop'),
          })
          .map(({ id, at, from, ...rest }) => ({
            ...ofRegion(
              (one) =>
                `/api/v1/indicators/${id}/cells${query({ region: one, from, to: '2026-11-21', ...crossed(id), ...rest })}`,
              at,
            ),
            wants: { action: 'aggregate', region: at, theme: id.slice(0, 2) },
          })),
        picked('cells', { children: 'village', grain: 'day', from: '2026-11-20', to: '2026-11-21' }),
      ),
  },
  'GET /api/v1/indicators/:id/explain': {
    needs: 'aggregate',
    asks: () =>
      fc.record({ id: indicator, at: region, grain, bucket: day }).map(({ id, at, ...rest }) => ({
        ...ofRegion((one) => `/api/v1/indicators/${id}/explain${query({ region: one, ...rest })}`, at),
        wants: { action: 'aggregate', region: at, theme: id.slice(0, 2) },
      })),
  },
  'GET /api/v1/indicators/:id/causes': {
    needs: 'aggregate',
    asks: () =>
      fc.record({ id: indicator, at: region, grain, bucket: day }).map(({ id, at, ...rest }) => ({
        ...ofRegion((one) => `/api/v1/indicators/${id}/causes${query({ region: one, ...rest })}`, at),
        wants: { action: 'aggregate', region: at, theme: id.slice(0, 2) },
      })),
  },
  'GET /api/v1/indicators/:id/cells.:format': {
    needs: 'export',
    asks: () =>
      either(
        fc
          .record({ id: indicator, at: region, grain, children: fc.constantFrom(undefined, 'true') })
          .map(({ id, at, ...rest }) => ({
            ...ofRegion(
              (one) =>
                `/api/v1/indicators/${id}/cells.csv${query({ region: one, to: '2026-11-21', ...crossed(id), ...rest })}`,
              at,
            ),
            wants: { action: 'export', region: at, theme: id.slice(0, 2) },
          })),
        picked('cells.csv', { children: 'village', grain: 'day', from: '2026-11-20', to: '2026-11-21' }, 'export'),
      ),
  },
  'GET /api/v1/indicators/:id/distribution': {
    needs: 'aggregate',
    asks: () =>
      either(
        fc
          .record({ id: indicator, at: region, level: fc.constantFrom('town', 'village') })
          .map(({ id, at, level }) => ({
            ...ofRegion(
              (one) =>
                `/api/v1/indicators/${id}/distribution${query({ region: one, level, grain: 'day', bucket: '2026-11-21' })}`,
              at,
            ),
            wants: { action: 'aggregate', region: at, theme: id.slice(0, 2) },
          })),
        picked('distribution', { level: 'village', grain: 'day', bucket: '2026-11-21' }),
      ),
  },
  'GET /api/v1/indicators/:id/correlation': {
    needs: 'aggregate',
    asks: () =>
      fc.record({ id: indicator, other: indicator, at: region }).map(({ id, other, at }) => ({
        ...ofRegion(
          (one) =>
            `/api/v1/indicators/${id}/correlation${query({ with: other, region: one, level: 'village', grain: 'day', from: '2026-11-20', to: '2026-11-21' })}`,
          at,
        ),
        wants: { action: 'aggregate', region: at, theme: id.slice(0, 2) },
      })),
  },
  'GET /api/v1/indicators/:id/forecast': {
    needs: 'aggregate',
    asks: () =>
      fc.record({ id: indicator, at: region }).map(({ id, at }) => ({
        ...ofRegion(
          (one) => `/api/v1/indicators/${id}/forecast${query({ region: one, grain: 'day', horizon: '3' })}`,
          at,
        ),
        wants: { action: 'aggregate', region: at, theme: id.slice(0, 2) },
      })),
  },
  'POST /api/v1/pivot': {
    needs: 'aggregate',
    asks: () =>
      either(
        fc
          .record({ id: indicator, at: region, level: fc.constantFrom(undefined, 'village') })
          .map(({ id, at, level }): Ask => ({
            path: '/api/v1/pivot',
            body: {
              indicators: [id],
              region: at,
              level,
              grain: 'day',
              from: '2026-11-20',
              to: '2026-11-21',
              rows: 'region',
              columns: at === 'QV11' && id.endsWith('calls') ? 'by:kind' : 'time',
              measures: ['value', 'rank'],
            },
            wants: { action: 'aggregate', region: at, theme: id.slice(0, 2) },
            empty: at === 'QZ1',
          })),
        fc
          .record({ id: indicator, at: region, of: region })
          .filter(({ at, of }) => at !== of)
          .map(({ id, at, of }) =>
            picking({
              path: () => '/api/v1/pivot',
              body: (one) => ({
                indicators: [id],
                region: at,
                level: 'village',
                only: [one],
                grain: 'day',
                from: '2026-11-20',
                to: '2026-11-21',
                rows: 'region',
                columns: 'time',
                measures: ['value', 'rank'],
              }),
              at,
              of,
              theme: id.slice(0, 2),
              action: 'aggregate',
            }),
          ),
      ),
  },
  // The world is two days old, which is too young to be simulated.
  'POST /api/v1/simulations/:id/runs': {
    needs: 'aggregate',
    asks: () =>
      region.map((at) => ({
        path: '/api/v1/simulations/tt.queue/runs',
        body: { region: at },
        wants: { action: 'aggregate', region: at, theme: 'tt' },
      })),
    provenIn: 'server/analysis/whatif/what-if.test.ts',
  },
  'GET /api/v1/usage': used('/api/v1/usage'),
  'GET /api/v1/usage.csv': used('/api/v1/usage.csv'),
  'GET /api/v1/screens/:screen/rating': rating(),
  'PUT /api/v1/screens/:screen/rating': rating({ value: 'good', words: '' }),
  'DELETE /api/v1/screens/:screen/rating': rating(),
  'GET /api/v1/simulations': { needs: 'aggregate', asks: still('/api/v1/simulations') },
  'GET /api/v1/screens/:screen/view': {
    needs: 'aggregate',
    asks: () =>
      fc.record({ screen: fc.constantFrom('main', 'only'), at: region }).map(({ screen, at }) => ({
        ...ofRegion((one) => `/api/v1/screens/${screen}/view${query({ region: one })}`, at),
        wants: { action: 'aggregate', region: at, ...(screen === 'only' ? { theme: 'uu' } : {}) },
      })),
  },
  // What is drawn is proven by server/reports/poster; that it is refused where it must be, by these.
  'GET /api/v1/screens/:screen/picture.png': {
    needs: 'export',
    asks: () =>
      fc.record({ screen: fc.constantFrom('main', 'only'), at: region }).map(({ screen, at }) => ({
        ...ofRegion(
          (one) => `/api/v1/screens/${screen}/picture.png${query({ region: one, width: '320', height: '240' })}`,
          at,
        ),
        wants: { action: 'export', region: at, ...(screen === 'only' ? { theme: 'uu' } : {}) },
      })),
    drawn: true,
  },
  'GET /api/v1/indicators/:id/picture.png': {
    needs: 'export',
    asks: () =>
      fc
        .record({ id: indicator, at: region, grain, children: fc.constantFrom(undefined, 'true') })
        .map(({ id, at, ...rest }) => ({
          ...ofRegion(
            (one) =>
              `/api/v1/indicators/${id}/picture.png${query({ region: one, to: '2026-11-21', width: '320', height: '240', ...rest })}`,
            at,
          ),
          wants: { action: 'export', region: at, theme: id.slice(0, 2) },
        })),
    drawn: true,
  },
}
