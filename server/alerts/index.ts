export { createAlerts, type Alerts, type AlertsDeps } from './create.ts'
export type { CaseOrder } from './order/order.ts'
