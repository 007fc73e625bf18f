export { createFactors, type Factors, type Used } from './factors.ts'
export { otpauth } from './totp.ts'
