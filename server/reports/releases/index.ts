export { createReleases, type Releases } from './create.ts'
export type { ReleaseNotice } from './tell.ts'
