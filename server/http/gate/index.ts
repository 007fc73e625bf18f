export { createGate, isLocal, pageStatus, stopForgery, visitorOf } from './gate.ts'
