import fc from 'fast-check'
import type { Action } from '../contract/index.ts'
import { REGIONS, THEMES, type World } from './world.fixture.ts'

/** One request to a route. */
export interface Ask {
  path: string
  body?: object
  /** What it asks to see; when the person may not, the answer must be a refusal. Absent = there is something for everybody. */
  wants?: { action: Action; region?: string; theme?: string }
  /** True where a place has nothing of what is asked for, and the answer is the same empty one for everybody. */
  empty?: boolean
  /** The same request for a name that does not exist, and both names: what is refused must be answered in the same words. */
  twin?: { path: string; name: string; missing: string }
}

/**
 * How a route is tried. Every route of the running server must be in PROBES and every event in EVENTS, or the gate's
 * test fails. To add one: its name as the router knows it; what is needed to use it; requests that name, at random, what
 * is inside and outside of a person's scope (`world` has all names). Nothing else: leaks are found by the marks of the
 * world, and by answers that change when something changes that the person may not see.
 */
export interface Probe {
  /** For the matrix in docs/access.md; `open` = without sign-in, `signed-in` = anybody who is known. */
  needs: Action | 'open' | 'signed-in'
  asks: (world: World) => fc.Arbitrary<Ask>
  /** True where the world of the test has no such thing yet: empties and refusals alone are tried. Give the world one, and take this away. */
  thin?: boolean
  /** True where an answer rightly tells of others, or of the asking itself. */
  tellsOfOthers?: boolean
  /** True where an answer is a drawing that shows its version, which moves with everybody's batches: two of them are not compared. */
  drawn?: boolean
}

const region = fc.constantFrom(...REGIONS, ...REGIONS, 'QNONE')
const theme = fc.constantFrom(...THEMES)
const grain = fc.constantFrom('day', 'month')
const day = fc.constantFrom('2026-11-20', '2026-11-21')
const indicator = fc.constantFrom('tt.count', 'uu.count', 'tt.ratio', 'uu.ratio', 'tt.mix')

const query = (parameters: Record<string, string | undefined>): string => {
  const text = new URLSearchParams(Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined)).toString()
  return text === '' ? '' : `?${text}`
}
const still = (path: string): Probe['asks'] => () => fc.constant({ path })
const MISSING = 'QZZZ'

const ofRegion = (path: (region: string) => string, at: string): Pick<Ask, 'path' | 'twin'> => ({ path: path(at), twin: { path: path(MISSING), name: at, missing: MISSING } })

export const PROBES: Record<string, Probe> = {
  'GET /healthz': { needs: 'open', asks: still('/healthz') },
  'GET /readyz': { needs: 'open', asks: still('/readyz') },
  'GET /metrics': { needs: 'open', asks: still('/metrics'), tellsOfOthers: true },
  'GET /api/v1/sign-in': { needs: 'open', asks: still('/api/v1/sign-in') },
  'POST /api/v1/session': { needs: 'open', asks: () => fc.constant({ path: '/api/v1/session', body: { username: '', password: '' } }) },
  'GET /api/v1/oidc/start': { needs: 'open', asks: still('/api/v1/oidc/start?to=/desk') },
  'GET /api/v1/oidc/callback': { needs: 'open', asks: still('/api/v1/oidc/callback?code=x&state=y') },
  'GET /api/v1/session': { needs: 'signed-in', asks: still('/api/v1/session'), tellsOfOthers: true },
  'PUT /api/v1/session/password': { needs: 'signed-in', asks: () => fc.constant({ path: '/api/v1/session/password', body: { current: 'x', next: 'y' } }) },
  'DELETE /api/v1/session': { needs: 'signed-in', asks: still('/api/v1/session') },
  'GET /api/openapi.json': { needs: 'signed-in', asks: still('/api/openapi.json') },
  'GET /api/docs': { needs: 'signed-in', asks: still('/api/docs') },
  'GET /api/v1/catalog': { needs: 'aggregate', asks: still('/api/v1/catalog') },
  'GET /api/v1/regions': {
    needs: 'aggregate',
    asks: () => fc.record({ at: region, depth: fc.option(fc.nat(3), { nil: undefined }) }).map(({ at, depth }) => ({
      ...ofRegion((root) => `/api/v1/regions${query({ root, depth: depth?.toString() })}`, at), wants: { action: 'aggregate', region: at } })),
  },
  'GET /api/v1/outlines': { needs: 'aggregate', asks: () => region.map((at) => ({ ...ofRegion((one) => `/api/v1/outlines${query({ region: one })}`, at), wants: { action: 'aggregate', region: at } })) },
  'GET /api/v1/indicators/:id/cells': {
    needs: 'aggregate',
    asks: () => fc.record({ id: indicator, at: region, grain, from: day, children: fc.constantFrom(undefined, 'true', 'village'), compare: fc.constantFrom(undefined, 'pop') })
      .map(({ id, at, from, ...rest }) => ({
        ...ofRegion((one) => `/api/v1/indicators/${id}/cells${query({ region: one, from, to: '2026-11-21', ...rest })}`, at),
        wants: { action: 'aggregate', region: at, theme: id.slice(0, 2) },
      })),
  },
  'GET /api/v1/indicators/:id/explain': {
    needs: 'aggregate',
    asks: () => fc.record({ id: indicator, at: region, grain, bucket: day }).map(({ id, at, ...rest }) => ({
      ...ofRegion((one) => `/api/v1/indicators/${id}/explain${query({ region: one, ...rest })}`, at), wants: { action: 'aggregate', region: at, theme: id.slice(0, 2) } })),
  },
  'GET /api/v1/indicators/:id/causes': {
    needs: 'aggregate',
    asks: () => fc.record({ id: indicator, at: region, grain, bucket: day }).map(({ id, at, ...rest }) => ({
      ...ofRegion((one) => `/api/v1/indicators/${id}/causes${query({ region: one, ...rest })}`, at), wants: { action: 'aggregate', region: at, theme: id.slice(0, 2) } })),
  },
  'GET /api/v1/indicators/:id/cells.:format': {
    needs: 'export',
    asks: () => fc.record({ id: indicator, at: region, grain, children: fc.constantFrom(undefined, 'true') }).map(({ id, at, ...rest }) => ({
      ...ofRegion((one) => `/api/v1/indicators/${id}/cells.csv${query({ region: one, to: '2026-11-21', ...rest })}`, at), wants: { action: 'export', region: at, theme: id.slice(0, 2) } })),
  },
  'GET /api/v1/indicators/:id/distribution': {
    needs: 'aggregate',
    asks: () => fc.record({ id: indicator, at: region, level: fc.constantFrom('town', 'village') }).map(({ id, at, level }) => ({
      ...ofRegion((one) => `/api/v1/indicators/${id}/distribution${query({ region: one, level, grain: 'day', bucket: '2026-11-21' })}`, at), wants: { action: 'aggregate', region: at, theme: id.slice(0, 2) } })),
  },
  'GET /api/v1/indicators/:id/correlation': {
    needs: 'aggregate',
    asks: () => fc.record({ id: indicator, other: indicator, at: region }).map(({ id, other, at }) => ({
      ...ofRegion((one) => `/api/v1/indicators/${id}/correlation${query({ with: other, region: one, level: 'village', grain: 'day', from: '2026-11-20', to: '2026-11-21' })}`, at),
      wants: { action: 'aggregate', region: at, theme: id.slice(0, 2) } })),
  },
  'GET /api/v1/indicators/:id/forecast': {
    needs: 'aggregate',
    asks: () => fc.record({ id: indicator, at: region }).map(({ id, at }) => ({
      ...ofRegion((one) => `/api/v1/indicators/${id}/forecast${query({ region: one, grain: 'day', horizon: '3' })}`, at), wants: { action: 'aggregate', region: at, theme: id.slice(0, 2) } })),
  },
  'POST /api/v1/pivot': {
    needs: 'aggregate',
    asks: () => fc.record({ id: indicator, at: region, level: fc.constantFrom(undefined, 'village') }).map(({ id, at, level }) => ({
      path: '/api/v1/pivot', body: { indicators: [id], region: at, level, grain: 'day', from: '2026-11-20', to: '2026-11-21', rows: 'region', columns: 'time', measures: ['value', 'rank'] },
      wants: { action: 'aggregate', region: at, theme: id.slice(0, 2) }, empty: at === 'QZ1' })),
  },
  // Others' views are seen when shared, and only by those who may see all they name: proven by server/analysis/kept.
  'GET /api/v1/saved-views': { needs: 'signed-in', asks: still('/api/v1/saved-views'), tellsOfOthers: true },
  'POST /api/v1/saved-views': {
    needs: 'aggregate',
    asks: () => fc.record({ id: indicator, at: region }).map(({ id, at }) => ({
      path: '/api/v1/saved-views', body: { title: '月度', address: 'tab=map', region: at, indicators: [id], shared: false }, wants: { action: 'aggregate', region: at, theme: id.slice(0, 2) } })),
    tellsOfOthers: true,
  },
  'PATCH /api/v1/saved-views/:id': { needs: 'signed-in', asks: () => fc.constant({ path: '/api/v1/saved-views/nobody', body: { title: '月度' } }), thin: true },
  'DELETE /api/v1/saved-views/:id': { needs: 'signed-in', asks: still('/api/v1/saved-views/nobody'), thin: true },
  'POST /api/v1/saved-views/:id/restore': { needs: 'signed-in', asks: () => fc.constant({ path: '/api/v1/saved-views/nobody/restore', body: {} }), thin: true },
  'GET /api/v1/annotations': {
    needs: 'aggregate',
    asks: () => fc.record({ id: indicator, at: region, grain }).map(({ id, at, ...rest }) => ({
      ...ofRegion((one) => `/api/v1/annotations${query({ region: one, indicator: id, ...rest })}`, at), wants: { action: 'aggregate', region: at, theme: id.slice(0, 2) } })),
    thin: true,
  },
  'POST /api/v1/annotations': { needs: 'export', asks: () => fc.constant({ path: '/api/v1/annotations', body: {} }), thin: true },
  'PATCH /api/v1/annotations/:id': { needs: 'export', asks: () => fc.constant({ path: '/api/v1/annotations/nobody', body: { words: '国庆' } }), thin: true },
  'DELETE /api/v1/annotations/:id': { needs: 'export', asks: still('/api/v1/annotations/nobody'), thin: true },
  'POST /api/v1/annotations/:id/restore': { needs: 'export', asks: () => fc.constant({ path: '/api/v1/annotations/nobody/restore', body: {} }), thin: true },
  'GET /api/v1/simulations': { needs: 'aggregate', asks: still('/api/v1/simulations') },
  // The world is two days old, which is too young to be simulated; what one may see of a longer past is proven by server/analysis/whatif.
  'POST /api/v1/simulations/:id/runs': {
    needs: 'aggregate',
    asks: () => region.map((at) => ({ path: '/api/v1/simulations/tt.queue/runs', body: { region: at }, wants: { action: 'aggregate', region: at, theme: 'tt' } })),
    thin: true,
  },
  'POST /api/v1/datasets/:id/rows': {
    needs: 'configure',
    asks: () => theme.map((of) => ({ path: `/api/v1/datasets/${of}.case/rows?dryRun=1`, body: [{ id: 'try', at: '2026-11-21 09:00:00', region: 'QV11', done: true }] })),
  },
  'GET /api/v1/datasets/:id/rows': {
    needs: 'rows',
    asks: () => fc.record({ of: theme, at: region, from: day }).map(({ of, at, from }) => ({
      ...ofRegion((one) => `/api/v1/datasets/${of}.case/rows${query({ region: one, from, to: '2026-11-21' })}`, at), wants: { action: 'rows', region: at, theme: of } })),
  },
  'POST /api/v1/datasets/:id/unmask': {
    needs: 'unmask',
    asks: () => fc.record({ of: theme, row: fc.nat(60), version: fc.integer({ min: 1, max: 12 }) }).map(({ of, row, version }) => ({
      path: `/api/v1/datasets/${of}.case/unmask`, body: { row: `${row}.${version}`, columns: ['phone'], reason: '核实群众来电' } })),
  },
  'GET /api/v1/batches/:batch/rejects.csv': {
    needs: 'rows',
    asks: (world) => fc.nat().map((n) => world.batches[n % world.batches.length]!).map((batch) => ({
      path: `/api/v1/batches/${batch}/rejects.csv`, twin: { path: '/api/v1/batches/none/rejects.csv', name: batch, missing: 'none' } })),
  },
  'GET /api/v1/screens/:screen/view': {
    needs: 'aggregate',
    asks: () => fc.record({ screen: fc.constantFrom('main', 'only'), at: region }).map(({ screen, at }) => ({
      ...ofRegion((one) => `/api/v1/screens/${screen}/view${query({ region: one })}`, at), wants: { action: 'aggregate', region: at, ...(screen === 'only' ? { theme: 'uu' } : {}) } })),
  },
  // What is drawn is proven by server/reports/poster; that it is refused where it must be, by these.
  'GET /api/v1/screens/:screen/picture.png': {
    needs: 'export',
    asks: () => fc.record({ screen: fc.constantFrom('main', 'only'), at: region }).map(({ screen, at }) => ({
      ...ofRegion((one) => `/api/v1/screens/${screen}/picture.png${query({ region: one, width: '320', height: '240' })}`, at), wants: { action: 'export', region: at, ...(screen === 'only' ? { theme: 'uu' } : {}) } })),
    drawn: true,
  },
  'GET /api/v1/indicators/:id/picture.png': {
    needs: 'export',
    asks: () => fc.record({ id: indicator, at: region, grain, children: fc.constantFrom(undefined, 'true') }).map(({ id, at, ...rest }) => ({
      ...ofRegion((one) => `/api/v1/indicators/${id}/picture.png${query({ region: one, to: '2026-11-21', width: '320', height: '240', ...rest })}`, at), wants: { action: 'export', region: at, theme: id.slice(0, 2) } })),
    drawn: true,
  },
  'GET /api/v1/cases': { needs: 'aggregate', asks: still('/api/v1/cases'), thin: true },
  'POST /api/v1/cases': { needs: 'handle', asks: () => fc.constant({ path: '/api/v1/cases', body: {} }), thin: true },
  'GET /api/v1/cases/types': { needs: 'aggregate', asks: still('/api/v1/cases/types'), thin: true },
  'GET /api/v1/cases/parties': { needs: 'handle', asks: still('/api/v1/cases/parties'), thin: true },
  'GET /api/v1/cases/:id': { needs: 'aggregate', asks: still('/api/v1/cases/nobody'), thin: true },
  'POST /api/v1/cases/:id/actions': { needs: 'handle', asks: () => fc.constant({ path: '/api/v1/cases/nobody/actions', body: {} }), thin: true },
  'POST /api/v1/evidence': { needs: 'signed-in', asks: () => fc.constant({ path: '/api/v1/evidence', body: {} }), thin: true },
  'GET /api/v1/evidence/:id': { needs: 'aggregate', asks: still('/api/v1/evidence/nobody'), thin: true },
  'GET /api/v1/alerts': { needs: 'aggregate', asks: still('/api/v1/alerts'), thin: true },
  'GET /api/v1/alerts/letters': { needs: 'configure', asks: still('/api/v1/alerts/letters'), thin: true },
  'GET /api/v1/alerts/rules': { needs: 'aggregate', asks: still('/api/v1/alerts/rules'), thin: true },
  'GET /api/v1/alerts/silences': { needs: 'aggregate', asks: still('/api/v1/alerts/silences'), thin: true },
  'POST /api/v1/alerts/silences': { needs: 'configure', asks: () => fc.constant({ path: '/api/v1/alerts/silences', body: {} }), thin: true },
  'POST /api/v1/alerts/silences/:id/end': { needs: 'configure', asks: () => fc.constant({ path: '/api/v1/alerts/silences/nobody/end', body: {} }), thin: true },
  'GET /api/v1/alerts/:id': { needs: 'aggregate', asks: still('/api/v1/alerts/nobody'), thin: true },
  'POST /api/v1/alerts/:id/acknowledge': { needs: 'handle', asks: () => fc.constant({ path: '/api/v1/alerts/nobody/acknowledge', body: {} }), thin: true },
  'POST /api/v1/alerts/:id/read': { needs: 'aggregate', asks: () => fc.constant({ path: '/api/v1/alerts/nobody/read', body: {} }), thin: true },
  // People and tokens: who may see which of them is proven by the tests of server/access.
  'POST /api/v1/session/wall': { needs: 'open', asks: () => fc.constant({ path: '/api/v1/session/wall', body: {} }), thin: true, tellsOfOthers: true },
  'GET /api/v1/sessions': { needs: 'signed-in', asks: still('/api/v1/sessions'), thin: true, tellsOfOthers: true },
  'DELETE /api/v1/sessions/:id': { needs: 'signed-in', asks: still('/api/v1/sessions/nobody'), thin: true, tellsOfOthers: true },
  'GET /api/v1/admin/people': { needs: 'configure', asks: still('/api/v1/admin/people'), thin: true, tellsOfOthers: true },
  'POST /api/v1/admin/people': { needs: 'configure', asks: () => fc.constant({ path: '/api/v1/admin/people', body: {} }), thin: true, tellsOfOthers: true },
  'PATCH /api/v1/admin/people/:username': { needs: 'configure', asks: () => fc.constant({ path: '/api/v1/admin/people/nobody', body: {} }), thin: true, tellsOfOthers: true },
  'POST /api/v1/admin/people/:username/password': { needs: 'configure', asks: () => fc.constant({ path: '/api/v1/admin/people/nobody/password', body: {} }), thin: true, tellsOfOthers: true },
  'POST /api/v1/admin/people/:username/grants': { needs: 'configure', asks: () => fc.constant({ path: '/api/v1/admin/people/nobody/grants', body: {} }), thin: true, tellsOfOthers: true },
  'DELETE /api/v1/admin/people/:username/grants/:grant': { needs: 'configure', asks: still('/api/v1/admin/people/nobody/grants/nobody'), thin: true, tellsOfOthers: true },
  'GET /api/v1/admin/sessions': { needs: 'configure', asks: still('/api/v1/admin/sessions'), thin: true, tellsOfOthers: true },
  'GET /api/v1/admin/tokens': { needs: 'configure', asks: still('/api/v1/admin/tokens'), thin: true, tellsOfOthers: true },
  'POST /api/v1/admin/tokens': { needs: 'configure', asks: () => fc.constant({ path: '/api/v1/admin/tokens', body: {} }), thin: true, tellsOfOthers: true },
  'DELETE /api/v1/admin/tokens/:id': { needs: 'configure', asks: still('/api/v1/admin/tokens/nobody'), thin: true, tellsOfOthers: true },
  'DELETE /api/v1/jobs/:id': { needs: 'signed-in', asks: still('/api/v1/jobs/nobody'), thin: true },
  'GET /api/v1/jobs': { needs: 'signed-in', asks: still('/api/v1/jobs'), thin: true },
  'GET /api/v1/jobs/:id': { needs: 'signed-in', asks: still('/api/v1/jobs/nobody'), thin: true },
  'GET /api/v1/jobs/:id/file': { needs: 'signed-in', asks: still('/api/v1/jobs/nobody/file'), thin: true },
  'GET /api/v1/reports': { needs: 'signed-in', asks: still('/api/v1/reports'), thin: true },
  'GET /api/v1/reports/:template/preview': { needs: 'export', asks: still('/api/v1/reports/nobody/preview'), thin: true },
  'GET /api/v1/reports/issues': { needs: 'export', asks: still('/api/v1/reports/issues'), thin: true },
  'GET /api/v1/reports/issues/:id/file.:format': { needs: 'export', asks: still('/api/v1/reports/issues/nobody/file.nobody'), thin: true },
  'GET /api/v1/reports/plans': { needs: 'signed-in', asks: still('/api/v1/reports/plans'), thin: true },
  'POST /api/v1/reports/plans': { needs: 'export', asks: () => fc.constant({ path: '/api/v1/reports/plans', body: {} }), thin: true },
  'POST /api/v1/reports/plans/:id/actions': { needs: 'export', asks: () => fc.constant({ path: '/api/v1/reports/plans/nobody/actions', body: { action: 'pause' } }), thin: true },
  'POST /api/v1/exports': { needs: 'export', asks: () => fc.constant({ path: '/api/v1/exports', body: {} }), thin: true },
  'POST /api/v1/reports/:template/runs': { needs: 'export', asks: () => fc.constant({ path: '/api/v1/reports/nobody/runs', body: {} }), thin: true },
  'GET /api/v1/audit': { needs: 'audit', asks: still('/api/v1/audit'), tellsOfOthers: true },
  'GET /api/v1/audit/verify': { needs: 'audit', asks: still('/api/v1/audit/verify'), tellsOfOthers: true },
  'GET /api/v1/audit/export': { needs: 'audit', asks: still('/api/v1/audit/export'), tellsOfOthers: true },
}

/** What is sent with each event a client may send. */
export const EVENTS: Record<string, fc.Arbitrary<{ request: unknown; wants?: Ask['wants'] }>> = {
  'view:open': fc.record({ screen: fc.constantFrom('main', 'only'), at: region }).map(({ screen, at }) => ({
    request: { screen, region: at }, wants: { action: 'aggregate', region: at, ...(screen === 'only' ? { theme: 'uu' } : {}) } })),
  'alerts:watch': fc.constant({ request: undefined }),
  'audit:watch': fc.constant({ request: undefined }),
  'view:close': fc.constant({ request: undefined }),
}
