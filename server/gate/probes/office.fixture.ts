import fc from 'fast-check'
import { manages } from '../world/index.fixture.ts'
import { still, type Ask, type Probe } from './ask.fixture.ts'

const GRANT = { role: 'town', region: 'QV21', themes: ['uu'], actions: ['aggregate'] }

/**
 * Something managed, made anew or standing in the world; who manages it is told by the oracle's marks, and others are
 * told it is not there.
 */
const managed =
  (path: string, of: NonNullable<Ask['fresh']>, body?: object): Probe['asks'] =>
  ({ stock }) => {
    const known = of === 'token' ? stock.tokens : stock.accounts
    const ask = (id: string): Ask => ({ path: path.replace(':id', id), ...(body ? { body } : {}) })
    return fc.oneof(
      fc.constant<Ask>({ ...ask('{fresh}'), fresh: of }),
      fc.constant(ask('nobody')),
      ...(of === 'account' && body
        ? [
            fc
              .nat()
              .map((n) => known[n % known.length]!)
              .map((thing): Ask => ({
                ...ask(thing.id),
                twin: { ...ask('nobody'), name: thing.id, missing: 'nobody' },
                knownTo: (person) => manages(person, thing),
              })),
          ]
        : []),
    )
  }

/** People, grants, sessions and tokens. */
export const OFFICE: Record<string, Probe> = {
  'GET /api/v1/sessions': { needs: 'signed-in', asks: still('/api/v1/sessions') },
  'DELETE /api/v1/sessions/:id': { needs: 'signed-in', asks: managed('/api/v1/sessions/:id', 'session') },
  'GET /api/v1/admin/people': { needs: 'configure', asks: still('/api/v1/admin/people'), namesKept: true },
  'POST /api/v1/admin/people': {
    needs: 'configure',
    asks: () =>
      fc.constant({
        path: '/api/v1/admin/people',
        body: { username: '{fresh}', name: '新人', grants: [GRANT] },
        fresh: 'name',
        wants: { action: 'configure', region: 'QV21', theme: 'uu' },
      }),
  },
  'PATCH /api/v1/admin/people/:username': {
    needs: 'configure',
    asks: managed('/api/v1/admin/people/:id', 'account', { post: '值班员' }),
  },
  'POST /api/v1/admin/people/:username/password': {
    needs: 'configure',
    asks: managed('/api/v1/admin/people/:id/password', 'account'),
  },
  // A new account is in use: that it is, and that it is theirs to end, is what the answer tells.
  'POST /api/v1/admin/people/:username/departure': {
    needs: 'configure',
    asks: managed('/api/v1/admin/people/:id/departure', 'account', { username: 'somebody', reason: '调离，注销账号' }),
  },
  'DELETE /api/v1/admin/people/:username/factor': {
    needs: 'configure',
    asks: managed('/api/v1/admin/people/:id/factor', 'account'),
    provenIn: 'server/factor.test.ts',
  },
  'POST /api/v1/admin/people/:username/grants': {
    needs: 'configure',
    asks: managed('/api/v1/admin/people/:id/grants', 'account', GRANT),
  },
  'PATCH /api/v1/admin/people/:username/grants/:grant': {
    needs: 'configure',
    asks: managed('/api/v1/admin/people/:id', 'grant', { endsOn: null }),
  },
  'DELETE /api/v1/admin/people/:username/grants/:grant': {
    needs: 'configure',
    asks: managed('/api/v1/admin/people/:id', 'grant'),
  },
  'GET /api/v1/admin/sessions': { needs: 'configure', asks: still('/api/v1/admin/sessions') },
  'GET /api/v1/admin/tokens': { needs: 'configure', asks: still('/api/v1/admin/tokens'), namesKept: true },
  'POST /api/v1/admin/tokens': {
    needs: 'configure',
    asks: () =>
      fc.constant({
        path: '/api/v1/admin/tokens',
        body: { kind: 'api', name: '新令牌', grants: [GRANT] },
        wants: { action: 'configure', region: 'QV21', theme: 'uu' },
      }),
  },
  'DELETE /api/v1/admin/tokens/:id': { needs: 'configure', asks: managed('/api/v1/admin/tokens/:id', 'token') },
  'GET /api/v1/audit': { needs: 'audit', asks: still('/api/v1/audit'), tellsOfOthers: true },
  'GET /api/v1/audit/verify': { needs: 'audit', asks: still('/api/v1/audit/verify'), tellsOfOthers: true },
  'GET /api/v1/audit/export': { needs: 'audit', asks: still('/api/v1/audit/export'), tellsOfOthers: true },
}
