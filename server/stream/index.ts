export { createStream } from './create.ts'
export type { Stream, StreamDeps } from './face.ts'
