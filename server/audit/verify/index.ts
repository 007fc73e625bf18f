export { MOST_FINDINGS, type Walk } from './verify-chain.ts'
export { verifyLedger } from './verify-ledger.ts'
export { verifyLines } from './verify-lines.ts'
