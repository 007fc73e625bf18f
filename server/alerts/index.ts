export { createAlerts, type Alerts, type AlertsDeps } from './create.ts'
export type { CaseOrder } from './order/order.ts'
export { loadChannels } from './channels/load-channels.ts'
export type { Channel } from './channels/types.ts'
