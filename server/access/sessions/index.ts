export { readCookie, SESSION_COOKIE, sessionCookie } from './cookie.ts'
export { createSessions, type Origin, type Session, type SessionLimits, type Sessions } from './sessions.ts'
