/** Why the server gives this reader no line. */
interface Refusal {
  status: number
  type: string
}

/** What a socket says where no line came about. */
interface LineError extends Error {
  /** Of a request that was answered: its status. */
  description?: unknown
  /** The request itself, with its answer until the listeners are through. */
  context?: unknown
  /** Of a line whose request for the stream was refused. */
  data?: unknown
}

const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object'
  && value !== null
  && typeof (value as Refusal).status === 'number'
  && typeof (value as Refusal).type === 'string'

const parsed = (text: unknown): unknown => {
  try {
    return JSON.parse(String(text))
  } catch {
    return null
  }
}

/**
 * Why somebody is not let in, to be asked at once; `null` where that was not the reason: no network, a server that
 * starts, too many at once.
 */
export const refusalOf = ({ data, description, context }: LineError): Refusal | null => {
  const told = isRefusal(data) ? data : parsed((context as { responseText?: unknown } | undefined)?.responseText)
  const status = isRefusal(told) ? told.status : description
  return status === 401 ? { status, type: isRefusal(told) ? told.type : '' } : null
}
