import fc from 'fast-check'
import { day, MISSING, ofRegion, query, region, still, theme, type Ask, type Probe } from './ask.fixture.ts'

/** Rows in and out. */
export const DATA: Record<string, Probe> = {
  'POST /api/v1/datasets/:id/rows': {
    needs: 'configure',
    asks: () =>
      theme.map((of) => ({
        path: `/api/v1/datasets/${of}.case/rows?dryRun=1`,
        body: [{ id: 'try', at: '2026-11-21 09:00:00', region: 'QV11', done: true }],
      })),
  },
  'GET /api/v1/datasets/:id/rows': {
    needs: 'rows',
    asks: () =>
      fc
        .record({ of: theme, set: fc.constantFrom('case', 'call'), at: region, from: day })
        .map(({ of, set, at, from }) => ({
          ...ofRegion(
            (one) => `/api/v1/datasets/${of}.${set}/rows${query({ region: one, from, to: '2026-11-21' })}`,
            at,
          ),
          wants: { action: 'rows', region: at, theme: of },
        })),
  },
  'POST /api/v1/datasets/:id/unmask': {
    needs: 'unmask',
    asks: ({ stock }) =>
      fc
        .nat()
        .map((n) => stock.rows[n % stock.rows.length]!)
        .map(({ id, region: at, theme: of, dataset, column }) => {
          const path = `/api/v1/datasets/${dataset}/unmask`
          const body = (row: string) => ({ row, columns: [column], reason: '核实群众来电' })
          const missing = `999999.${id.split('.')[1]!}`
          return {
            path,
            body: body(id),
            wants: { action: 'unmask', region: at, theme: of },
            twin: { path, body: body(missing), name: id, missing },
          }
        }),
  },
  'GET /api/v1/row-exports': { needs: 'signed-in', asks: still('/api/v1/row-exports') },
  'POST /api/v1/row-exports': {
    needs: 'rows',
    asks: () =>
      fc.record({ of: theme, set: fc.constantFrom('case', 'call'), at: region }).map(({ of, set, at }) => {
        const body = (one: string) => ({
          dataset: `${of}.${set}`,
          region: one,
          from: '2026-11-20',
          to: '2026-11-21',
          columns: [],
          reason: '核对台账',
        })
        return {
          path: '/api/v1/row-exports',
          body: body(at),
          wants: { action: 'rows', region: at, theme: of },
          twin: { path: '/api/v1/row-exports', body: body(MISSING), name: at, missing: MISSING },
        }
      }),
  },
  'POST /api/v1/row-exports/:id/actions': {
    needs: 'signed-in',
    asks: () =>
      fc.constantFrom<Ask>(
        { path: '/api/v1/row-exports/{fresh}/actions', fresh: 'release', body: { action: 'withdraw' } },
        { path: '/api/v1/row-exports/nobody/actions', body: { action: 'approve' } },
      ),
  },
  'GET /api/v1/batches/:batch/rejects.csv': {
    needs: 'rows',
    asks: (world) =>
      fc
        .nat()
        .map((n) => world.batches[n % world.batches.length]!)
        .map((batch) => ({
          path: `/api/v1/batches/${batch}/rejects.csv`,
          twin: { path: '/api/v1/batches/none/rejects.csv', name: batch, missing: 'none' },
        })),
  },
  'GET /api/v1/data-quality': { needs: 'rows', asks: still('/api/v1/data-quality') },
  'GET /api/v1/datasets/:id/batches': {
    needs: 'rows',
    asks: () =>
      fc.record({ of: theme, set: fc.constantFrom('case', 'call') }).map(({ of, set }) => ({
        path: `/api/v1/datasets/${of}.${set}/batches`,
        wants: { action: 'rows', region: 'QD', theme: of },
        knownTo: () => false,
        twin: { path: `/api/v1/datasets/${of}.none/batches`, name: `${of}.${set}`, missing: `${of}.none` },
      })),
  },
  'POST /api/v1/batches/:batch/return': {
    needs: 'configure',
    asks: (world) =>
      fc
        .nat()
        .map((n) => world.batches[n % world.batches.length]!)
        .map((batch) => ({
          path: `/api/v1/batches/${batch}/return`,
          body: { words: '日期填成了去年' },
          twin: {
            path: '/api/v1/batches/none/return',
            name: batch,
            missing: 'none',
            body: { words: '日期填成了去年' },
          },
        })),
  },
  'POST /api/v1/data-returns/:id/close': {
    needs: 'configure',
    asks: () =>
      fc.constantFrom<Ask>(
        { path: '/api/v1/data-returns/{fresh}/close', fresh: 'dataReturn', body: { words: '单位已书面说明' } },
        { path: '/api/v1/data-returns/nobody/close', body: { words: '单位已书面说明' } },
      ),
  },
}
