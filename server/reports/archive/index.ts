export { createArchive, type Archive, type IssueRecord } from './create.ts'
