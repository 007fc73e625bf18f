export { sendAll, trySending, type Pending, type Sent } from './outbox.ts'
export { createShelf, type PhoneShelf } from './shelf.ts'
