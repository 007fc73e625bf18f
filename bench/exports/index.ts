export { docx } from './docx.ts'
export { xlsxMemory, xlsxTime } from './xlsx.ts'
