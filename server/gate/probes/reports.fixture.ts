import fc from 'fast-check'
import { indicator, ofRegion, ofThing, query, region, still, theme, type Ask, type Probe } from './ask.fixture.ts'

const own =
  (path: string, of: NonNullable<Ask['fresh']>): Probe['asks'] =>
  () =>
    fc.constantFrom<Ask>({ path: path.replace(':id', '{fresh}'), fresh: of }, { path: path.replace(':id', 'nobody') })

const plan = (of: string, at: string) => ({ template: `report-${of}`, region: at, when: '每日 08:00' })

/** Files taken out, jobs that make them, written reports and their plans. */
export const REPORTS: Record<string, Probe> = {
  'POST /api/v1/exports': {
    needs: 'export',
    asks: () =>
      fc.record({ id: indicator, at: region }).map(({ id, at }): Ask => ({
        path: '/api/v1/exports',
        body: {
          indicators: [id],
          format: 'csv',
          query: { region: at, grain: 'day', from: '2026-11-20', to: '2026-11-21' },
        },
        wants: { action: 'export', region: at, theme: id.slice(0, 2) },
      })),
  },
  'GET /api/v1/jobs': { needs: 'signed-in', asks: still('/api/v1/jobs') },
  'GET /api/v1/jobs/:id': { needs: 'signed-in', asks: own('/api/v1/jobs/:id', 'job') },
  'DELETE /api/v1/jobs/:id': { needs: 'signed-in', asks: own('/api/v1/jobs/:id', 'job') },
  'GET /api/v1/jobs/:id/file': { needs: 'signed-in', asks: own('/api/v1/jobs/:id/file', 'doneJob') },
  'GET /api/v1/reports': { needs: 'signed-in', asks: still('/api/v1/reports') },
  'GET /api/v1/reports/:template/preview': {
    needs: 'export',
    asks: () =>
      fc.record({ of: theme, at: region }).map(({ of, at }) => ({
        ...ofRegion((one) => `/api/v1/reports/report-${of}/preview${query({ region: one, period: '2026-11-20' })}`, at),
        wants: { action: 'export', region: at, theme: of },
      })),
  },
  'POST /api/v1/reports/:template/runs': {
    needs: 'export',
    asks: () =>
      fc.record({ of: theme, at: region }).map(({ of, at }) => ({
        path: `/api/v1/reports/report-${of}/runs`,
        body: { region: at, period: '2026-11-20', format: 'html' },
        wants: { action: 'export', region: at, theme: of },
        twin: {
          path: `/api/v1/reports/report-${of}/runs`,
          body: { region: 'QZZZ', period: '2026-11-20', format: 'html' },
          name: at,
          missing: 'QZZZ',
        },
      })),
  },
  'GET /api/v1/reports/issues': { needs: 'export', asks: still('/api/v1/reports/issues') },
  'GET /api/v1/reports/issues/:id/file.:format': {
    needs: 'export',
    asks: ofThing(
      ({ stock }) => stock.issues,
      (id) => `/api/v1/reports/issues/${id}/file.html`,
      { action: 'export' },
    ),
  },
  'GET /api/v1/reports/plans': { needs: 'signed-in', asks: still('/api/v1/reports/plans') },
  'POST /api/v1/reports/plans': {
    needs: 'export',
    asks: () =>
      fc.record({ of: theme, at: region }).map(({ of, at }) => ({
        path: '/api/v1/reports/plans',
        body: plan(of, at),
        wants: { action: 'export', region: at, theme: of },
        twin: { path: '/api/v1/reports/plans', body: plan(of, 'QZZZ'), name: at, missing: 'QZZZ' },
      })),
  },
  'POST /api/v1/reports/plans/:id/actions': {
    needs: 'export',
    asks: () =>
      fc.constantFrom<Ask>(
        { path: '/api/v1/reports/plans/{fresh}/actions', fresh: 'plan', body: { action: 'pause' } },
        { path: '/api/v1/reports/plans/nobody/actions', body: { action: 'pause' } },
      ),
  },
}
