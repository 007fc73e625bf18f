export { createApi, type Answer, type Api, type ExplainQuestion } from './api.ts'
export { ViewChannel, type ChannelState, type ChannelStatus } from './channel.ts'
export { connectViewSocket, type ViewSocket } from './socket.ts'
export type { Stamp } from './steps.ts'
