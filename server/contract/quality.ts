import { z } from 'zod'
import type { Receipt } from './ingest.ts'
import type { Moment } from './time.ts'

const words = z.string().trim().min(4, '请写明情况，至少 4 个字').max(400)

/** Body of `POST /api/v1/batches/{batch}/return`: what is wrong with it, for the department that delivered it. */
export const returnBodySchema = z.object({ words })

/** Body of `POST /api/v1/data-returns/{id}/close`: why nothing more is expected. */
export const returnCloseSchema = z.object({ words })

/**
 * `corrected` = the same sender has since delivered its rows again, none of them refused; `closed` = by hand.
 */
export type ReturnState = 'returned' | 'corrected' | 'closed'

/** A batch that was returned to whoever delivered it. Its rows stay as they were delivered. */
export interface DataReturn {
  id: string
  batch: string
  dataset: string
  state: ReturnState
  at: Moment
  by: string
  words: string
  /** The delivery that answers it. */
  answer: { batch: string; at: Moment; accepted: number } | null
  closed: { at: Moment; by: string; words: string } | null
}

/**
 * Answer to a delivery: its receipt, and what its sender has been returned of the dataset and this delivery has not
 * answered; without that where there is none.
 */
export type DeliveryReceipt = Receipt & { returned?: DataReturn[] }

/** A delivery as whoever looks after the data sees it. */
export interface DeliveryInfo {
  batch: string
  at: Moment
  /** Who delivered it, or the name of the file. */
  sender: string
  accepted: number
  rejected: number
  returned: DataReturn | null
}

/** How a dataset has been delivered of late. */
export interface DatasetQuality {
  dataset: string
  /** Within the days looked back on. */
  deliveries: number
  accepted: number
  rejected: number
  /** How often longer than the dataset is to rest passed between two deliveries, and the longest of them. */
  gaps: number
  longestGapSeconds: number | null
  last: Moment | null
  /** Longer than it is to rest has passed since the last. */
  late: boolean
  /** Returned, and neither corrected nor closed. */
  open: number
  /** Whether the reader may return its batches. */
  mayReturn: boolean
}

/** Answer of `GET /api/v1/data-quality`: datasets whose rows the reader may see in all places. */
export interface QualityAnswer {
  asOf: Moment
  days: number
  datasets: DatasetQuality[]
}

/** Answer of `GET /api/v1/datasets/{id}/batches`: the newest first. */
export interface DeliveriesAnswer {
  dataset: string
  deliveries: DeliveryInfo[]
  /** Of deliveries older than those as well; the newest first. */
  returns: DataReturn[]
  mayReturn: boolean
}
