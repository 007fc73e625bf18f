export { createIngest, type Answer, type Delivery, type Ingest } from './create.ts'
export { deliverOwn } from './own/deliver-own.ts'
export {
  createPublisher,
  type FactDelivery,
  type FactSource,
  type OwnFact,
  type Publisher,
  type PublisherDeps,
} from './own/publisher.ts'
export type { IngestDeps } from './prepare.ts'
export { MOST_BYTES, MOST_ROWS } from './problem.ts'
export { tableSpec } from './table-spec.ts'
