export { createReleases, type Releases } from './create.ts'
