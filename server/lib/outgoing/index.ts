export { createOutgoing, isAllowed } from './outgoing.ts'
export { faultWords } from './fault-words.ts'
export { dial } from './dial.ts'
export { isOnList } from './address.ts'
