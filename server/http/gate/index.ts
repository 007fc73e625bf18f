export { createGate, pageStatus, stopForgery, visitorOf } from './gate.ts'
export { isSecure, originOf, setSession } from './session-cookie.ts'
export { browserOf, setBrowser } from './browser-cookie.ts'
export { createRates } from './rates.ts'
