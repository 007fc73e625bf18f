export { createPasswordRules, type PasswordRules } from './password-rules.ts'
