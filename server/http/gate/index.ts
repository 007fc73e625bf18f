export { createGate, isLocal, pageStatus, stopForgery, visitorOf } from './gate.ts'
export { isSecure, originOf, setSession } from './session-cookie.ts'
export { createRates } from './rates.ts'
