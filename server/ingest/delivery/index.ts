export { collect } from './collect.ts'
export { detectFormat, type Declared, type Detected } from './detect-format.ts'
export { drain } from './drain.ts'
