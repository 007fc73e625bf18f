export { makePanel } from './make-panel.ts'
