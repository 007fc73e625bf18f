export { createAccounts, type Account, type Accounts, type AccountSource, type NewAccount } from './accounts.ts'
export { createLockout, type Lockout } from './lockout.ts'
export { isPassword } from './password.ts'
export { passwordFault } from './password-rules.ts'
