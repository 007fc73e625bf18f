import fc from 'fast-check'
import { grain, indicator, ofRegion, query, region, still, theme, type Ask, type Probe } from './ask.fixture.ts'

const fresh =
  (path: string, of: Ask['fresh'], more: Partial<Ask> = {}): Probe['asks'] =>
  () =>
    fc.constantFrom(
      { path: path.replace(':id', '{fresh}'), fresh: of!, ...more },
      { path: path.replace(':id', 'nobody'), ...more },
    )

/** What analysts keep: one's own views and shared ones, words on dates. */
export const KEPT: Record<string, Probe> = {
  'GET /api/v1/saved-views': { needs: 'signed-in', asks: still('/api/v1/saved-views') },
  'POST /api/v1/saved-views': {
    needs: 'aggregate',
    asks: () =>
      fc.record({ id: indicator, at: region }).map(({ id, at }) => ({
        path: '/api/v1/saved-views',
        body: { title: '月度', address: 'tab=map', region: at, indicators: [id], shared: false },
        wants: { action: 'aggregate', region: at, theme: id.slice(0, 2) },
      })),
  },
  'PATCH /api/v1/saved-views/:id': {
    needs: 'signed-in',
    asks: fresh('/api/v1/saved-views/:id', 'view', { body: { title: '月度' } }),
  },
  'DELETE /api/v1/saved-views/:id': { needs: 'signed-in', asks: fresh('/api/v1/saved-views/:id', 'view') },
  'POST /api/v1/saved-views/:id/restore': {
    needs: 'signed-in',
    asks: fresh('/api/v1/saved-views/:id/restore', 'removedView', { body: {} }),
  },
  'GET /api/v1/annotations': {
    needs: 'aggregate',
    asks: () =>
      fc.record({ id: indicator, at: region, grain }).map(({ id, at, ...rest }) => ({
        ...ofRegion((one) => `/api/v1/annotations${query({ region: one, indicator: id, ...rest })}`, at),
        wants: { action: 'aggregate', region: at, theme: id.slice(0, 2) },
      })),
  },
  'POST /api/v1/annotations': {
    needs: 'export',
    asks: () =>
      fc.record({ of: theme, at: region }).map(({ of, at }) => ({
        path: '/api/v1/annotations',
        body: { region: at, indicator: `${of}.count`, on: '2026-11-19', words: '专项行动' },
        wants: { action: 'export', region: at, theme: of },
        twin: {
          path: '/api/v1/annotations',
          body: { region: 'QZZZ', indicator: `${of}.count`, on: '2026-11-19', words: '专项行动' },
          name: at,
          missing: 'QZZZ',
        },
      })),
  },
  'PATCH /api/v1/annotations/:id': {
    needs: 'export',
    asks: fresh('/api/v1/annotations/:id', 'note', { body: { words: '国庆' } }),
  },
  'DELETE /api/v1/annotations/:id': { needs: 'export', asks: fresh('/api/v1/annotations/:id', 'note') },
  'POST /api/v1/annotations/:id/restore': {
    needs: 'export',
    asks: fresh('/api/v1/annotations/:id/restore', 'removedNote'),
  },
}
