export { createDrafts, type Drafts } from './drafts.ts'
export { sendAll, trySending, type Pending, type Sent } from './outbox.ts'
export { createShelf, type PhoneShelf } from './shelf.ts'
