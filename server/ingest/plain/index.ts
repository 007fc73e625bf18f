export { readWhole } from './read-whole.ts'
export { createPlain } from './try-plain.ts'
