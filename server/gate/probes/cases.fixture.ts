import fc from 'fast-check'
import { png } from '../../cases/evidence/image.fixture.ts'
import { ofThing, query, region, still, theme, type Probe } from './ask.fixture.ts'

/** What somebody must do, with its photos. */
export const CASES: Record<string, Probe> = {
  'GET /api/v1/cases': {
    needs: 'aggregate',
    namesAbove: true,
    asks: () =>
      fc
        .record({ at: fc.option(region, { nil: undefined }), q: fc.constantFrom(undefined, '件', '门牌tt', '诸葛') })
        .map(({ at, q }) => ({
          path: `/api/v1/cases${query({ region: at, q })}`,
          ...(at === undefined
            ? {}
            : { twin: { path: `/api/v1/cases${query({ region: 'QZZZ', q })}`, name: at, missing: 'QZZZ' } }),
        })),
  },
  'POST /api/v1/cases': {
    needs: 'handle',
    namesAbove: true,
    asks: () =>
      fc.record({ of: theme, at: region }).map(({ of, at }) => ({
        path: '/api/v1/cases',
        body: { type: `${of}.event`, title: '路面破损', region: at },
        wants: { action: 'handle', region: at, theme: of },
        twin: {
          path: '/api/v1/cases',
          body: { type: `${of}.event`, title: '路面破损', region: 'QZZZ' },
          name: at,
          missing: 'QZZZ',
        },
      })),
  },
  'GET /api/v1/cases/types': { needs: 'aggregate', asks: still('/api/v1/cases/types') },
  'GET /api/v1/cases/parties': {
    needs: 'handle',
    namesAbove: true,
    asks: () =>
      region.map((at) => ({
        path: `/api/v1/cases/parties${query({ region: at })}`,
        wants: { action: 'handle', region: at },
        twin: { path: '/api/v1/cases/parties?region=QZZZ', name: at, missing: 'QZZZ' },
      })),
  },
  // The reporter's name takes a reason and the right to unmask; without it the answer stays masked.
  'GET /api/v1/cases/:id': {
    needs: 'aggregate',
    namesAbove: true,
    asks: (world) =>
      fc.constantFrom('', query({ reason: '核实群众来电' })).chain((reason) =>
        ofThing(
          ({ stock }) => stock.cases,
          (id) => `/api/v1/cases/${id}${reason}`,
          { action: 'aggregate', kind: 'case' },
        )(world),
      ),
  },
  'POST /api/v1/cases/:id/actions': {
    needs: 'handle',
    namesAbove: true,
    asks: ofThing(
      ({ stock }) => stock.cases,
      (id) => `/api/v1/cases/${id}/actions`,
      {
        action: 'aggregate',
        kind: 'case',
        body: () => ({ action: 'remark', words: '已现场查看', seen: 'nothing-yet' }),
      },
    ),
  },
  'POST /api/v1/evidence': {
    needs: 'handle',
    asks: () =>
      fc
        .nat(200)
        .map((shade) => ({ path: '/api/v1/evidence', body: png([], 255 - (shade % 3)), wants: { action: 'handle' } })),
  },
  'GET /api/v1/evidence/:id': {
    needs: 'aggregate',
    asks: ofThing(
      ({ stock }) => stock.photos,
      (id) => `/api/v1/evidence/${id}`,
      { action: 'aggregate', kind: 'case', missing: '0'.repeat(64) },
    ),
  },
}
