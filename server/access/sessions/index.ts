export { cameByHttps, readCookie, readSession, SESSION_COOKIE, sessionCookie, type Wire } from './cookie.ts'
export { createBrowsers, type Browsers } from './browsers.ts'
export { createDevices, isDeviceKey, type Devices } from './device.ts'
export { createSessions, type Origin, type Session, type SessionLimits, type Sessions, type Shown } from './sessions.ts'
