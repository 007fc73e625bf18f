export { createAccess, type Access, type AccessDeps } from './create.ts'
export { mayOpen } from './scope.ts'
export { SESSION_COOKIE, sessionCookie, type Origin } from './sessions/index.ts'
export { isForeign, isForgery, type Credentials, type Resident, type Visitor } from './door/index.ts'
