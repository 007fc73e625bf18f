export { usageName } from './sheet.ts'
export { writeUsage } from './write.ts'
