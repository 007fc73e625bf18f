import { pino, type Logger } from 'pino'

export type { Logger }

/** JSON lines on standard error; never given bodies, cookies or tokens. */
export const createLogger = (level: string): Logger =>
  pino({ level, base: null, redact: ['req.headers.authorization', 'req.headers.cookie'] }, pino.destination(2))
