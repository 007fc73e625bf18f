export { createTrail, type TrailDeps } from './create.ts'
