export { withLocalChain } from './local-chain.ts'
export { askServer, type Remote } from './remote-chain.ts'
export { verdictLines } from './verdict.ts'
