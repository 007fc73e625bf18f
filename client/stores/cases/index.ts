export type { QueueRow } from './merge.ts'
export { useCaseStore, type Outcome } from './one.ts'
export { useQueueStore } from './queue.ts'
export { useCaseWordsStore } from './words.ts'
