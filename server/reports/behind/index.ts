export { createBehind, type Behind, type Used } from './collect.ts'
export { sheetsOf, type SheetsDeps } from './sheets.ts'
