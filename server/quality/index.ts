export { createQuality, type Quality, type QualityDeps } from './create.ts'
