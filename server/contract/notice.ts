import { z } from 'zod'

/** What somebody is told: about their own account, and about rows that leave the house on somebody's word. */
export const NOTICE_KINDS = [
  'password-changed',
  'password-reset',
  'factor-set',
  'factor-removed',
  'factor-reset',
  'recovery-renewed',
  'recovery-used',
  'code-wrong',
  'device-new',
  'session-copied',
  'session-ended',
  'grant-given',
  'grant-taken',
  'grant-term',
  'grant-ended',
  'account-changed',
  'account-term',
  'release-asked',
  'release-approved',
  'release-rejected',
  'data-returned',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** One of them, in words. */
export interface AccountNotice {
  id: string
  kind: NoticeKind
  at: string
  title: string
  words: string
  /** Who did it, as people call them; `null` = oneself. */
  by: string | null
  /** Address it was done from; empty where it came by itself. */
  from: string
  /** It may have been somebody else, and one should look. */
  grave: boolean
  read: boolean
}

/** Answer of `GET /api/v1/notices`: the newest first. */
export interface NoticesAnswer {
  notices: AccountNotice[]
  unread: number
}

/** Body of `POST /api/v1/notices/read`: this one and all before it have been seen. */
export const noticesReadSchema = z.object({ until: z.string().min(1).max(60) })
