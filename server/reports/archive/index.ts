export { createArchive, type Archive, type Issue, type IssueRecord } from './create.ts'
export { createInbox, type Inbox } from './inbox.ts'
