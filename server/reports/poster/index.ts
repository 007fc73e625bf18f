export { drawOne, drawScreen } from './draw.ts'
export { panelOf } from './indicator.ts'
export type { Poster } from './sheet.ts'
