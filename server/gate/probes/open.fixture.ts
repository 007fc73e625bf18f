import fc from 'fast-check'
import { still, type Probe } from './ask.fixture.ts'

/** Before the gate, and about oneself. */
export const OPEN: Record<string, Probe> = {
  'GET /healthz': { needs: 'open', asks: still('/healthz') },
  'GET /readyz': { needs: 'open', asks: still('/readyz') },
  'GET /metrics': { needs: 'configure', asks: still('/metrics'), tellsOfOthers: true },
  'GET /api/v1/sign-in': { needs: 'open', asks: still('/api/v1/sign-in') },
  'POST /api/v1/session': {
    needs: 'open',
    asks: () => fc.constant({ path: '/api/v1/session', body: { username: '', password: '' } }),
    provenIn: 'server/access.test.ts',
  },
  'GET /api/v1/oidc/start': {
    needs: 'open',
    asks: still('/api/v1/oidc/start?to=/desk'),
    provenIn: 'server/provider.test.ts',
  },
  'GET /api/v1/oidc/callback': {
    needs: 'open',
    asks: still('/api/v1/oidc/callback?code=x&state=y'),
    provenIn: 'server/provider.test.ts',
  },
  // The screen of a wall is named by its key alone, so that the answer tells of the key.
  'POST /api/v1/session/wall': {
    needs: 'open',
    asks: () => fc.constant({ path: '/api/v1/session/wall', body: { code: '{fresh}' }, fresh: 'wallCode' }),
    tellsOfOthers: true,
  },
  'GET /api/v1/session': { needs: 'signed-in', asks: still('/api/v1/session'), tellsOfOthers: true },
  'PUT /api/v1/session/password': {
    needs: 'signed-in',
    asks: () => fc.constant({ path: '/api/v1/session/password', body: { current: 'x', next: 'y' } }),
    provenIn: 'server/access.test.ts',
  },
  'GET /api/v1/session/factor': { needs: 'signed-in', asks: still('/api/v1/session/factor') },
  'POST /api/v1/session/factor': {
    needs: 'signed-in',
    asks: () => fc.constant({ path: '/api/v1/session/factor', body: { password: 'x' } }),
    provenIn: 'server/factor.test.ts',
  },
  'PUT /api/v1/session/factor': {
    needs: 'signed-in',
    asks: () => fc.constant({ path: '/api/v1/session/factor', body: { code: '123456' } }),
    provenIn: 'server/factor.test.ts',
  },
  'POST /api/v1/session/factor/recovery': {
    needs: 'signed-in',
    asks: () => fc.constant({ path: '/api/v1/session/factor/recovery', body: { password: 'x', code: '123456' } }),
    provenIn: 'server/factor.test.ts',
  },
  'POST /api/v1/session/factor/removal': {
    needs: 'signed-in',
    asks: () => fc.constant({ path: '/api/v1/session/factor/removal', body: { password: 'x', code: '123456' } }),
    provenIn: 'server/factor.test.ts',
  },
  'GET /api/v1/notices': { needs: 'signed-in', asks: still('/api/v1/notices') },
  'POST /api/v1/notices/read': {
    needs: 'signed-in',
    asks: () => fc.constant({ path: '/api/v1/notices/read', body: { until: 'none' } }),
  },
  'PUT /api/v1/session/device': {
    needs: 'signed-in',
    asks: () =>
      fc.constant({
        path: '/api/v1/session/device',
        body: { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) },
      }),
    provenIn: 'server/device.test.ts',
  },
  'GET /api/v1/session/challenge': {
    needs: 'signed-in',
    asks: still('/api/v1/session/challenge'),
    provenIn: 'server/device.test.ts',
  },
  'POST /api/v1/session/proof': {
    needs: 'signed-in',
    asks: () => fc.constant({ path: '/api/v1/session/proof', body: { signature: 's'.repeat(86) } }),
    provenIn: 'server/device.test.ts',
  },
  'DELETE /api/v1/session': { needs: 'signed-in', asks: still('/api/v1/session') },
  'GET /api/openapi.json': { needs: 'signed-in', asks: still('/api/openapi.json') },
  'GET /api/docs': { needs: 'signed-in', asks: still('/api/docs') },
}
