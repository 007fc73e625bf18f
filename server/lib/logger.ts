import { pino, type DestinationStream, type Logger } from 'pino'

export type { Logger }

/** Names under which secrets go, wherever they stand in what is logged, three levels deep. */
const SECRET = ['authorization', 'cookie', 'password', 'secret', 'token', 'body', 'rows'].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
  `*.*.*.${name}`,
])

/** JSON lines on standard error; never given bodies, cookies or tokens, and blind to what goes by such a name. */
export const createLogger = (level: string, to: DestinationStream = pino.destination(2)): Logger =>
  pino({ level, base: null, redact: { paths: SECRET, censor: '[…]' } }, to)
