import type { ReleaseAction, ReleaseBody, ReleaseInfo, ReleasesAnswer } from '../../server/contract/index.ts'
import type { Answer, Ask } from './request.ts'

/** Rows as files, with somebody else's leave where they tell of persons. */
export interface ReleasesApi {
  list: (signal?: AbortSignal) => Promise<Answer<ReleasesAnswer>>
  ask: (body: ReleaseBody) => Promise<Answer<ReleaseInfo>>
  act: (release: string, action: ReleaseAction, words: string) => Promise<Answer<ReleaseInfo>>
}

export const createReleasesApi = (ask: Ask): ReleasesApi => ({
  list: (signal) => ask.get('/api/v1/row-exports', signal),
  ask: (body) => ask.post('/api/v1/row-exports', body),
  act: (release, action, words) =>
    ask.post(`/api/v1/row-exports/${encodeURIComponent(release)}/actions`, { action, words }),
})
