export { addKey, readKeys } from './key-file.ts'
export { createSeal, type Seal } from './seal.ts'
