export { createFactors, type Factors, type Used } from './factors.ts'
export { openFactorSeal } from './open-seal.ts'
export { otpauth } from './totp.ts'
