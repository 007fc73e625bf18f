export { shapeOf, type PlainBatch } from './batch.ts'
export { EARLIEST, type FixedOffset, type PlainColumn } from './column.ts'
export { createInbox, type Inbox } from './inbox.ts'
export { writePlain } from './write-plain.ts'
