export { createNoticeWords } from './notice-words.ts'
export { createTrail, type TrailDeps } from './create.ts'
