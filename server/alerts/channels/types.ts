import type { AlertBrief, TellingReason } from '../../contract/index.ts'

/** What is said of a case: its id instead of a rule and alerts. */
export type CaseReason = 'supervised' | 'overdue'

/** What leaves the house: one notice in words, with the alerts behind it. */
export interface Message {
  id: string
  why: TellingReason | CaseReason
  /** Empty of a case. */
  rule: string
  title: string
  place: string
  text: string
  /** RFC 3339. */
  at: string
  alerts: AlertBrief[]
  /** The case it is about; absent of alerts. */
  case?: string
}

/** A message on its way through a channel; `link` opens what it is about, where the city's address is declared. */
export interface Outbound extends Message {
  link: string | null
}

/** Delivers a message or throws; says why in words. */
export type Send<M extends Message = Message> = (message: M) => Promise<void>

/** Posts JSON to an address that is allowed; throws for any answer but 2xx. */
export type Post = (url: string, body: string, headers?: Record<string, string>) => Promise<string>

export interface Channel {
  id: string
  title: string
  takes: (band: string) => boolean
  /** Whether it is told of cases that are supervised or late. */
  cases: boolean
  send: Send
}
