export { createOutgoing, isAllowed, type Outgoing } from './outgoing.ts'
export { dial } from './dial.ts'
