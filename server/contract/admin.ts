import { z } from 'zod'
import { ACTIONS, canHold, ROLES, type Grant } from './person.ts'
import type { HeldGrant } from './session.ts'

const name = z.string().trim().min(1).max(100)
/** Department or place whose cases are also this person's. */
const unit = z.string().trim().min(1).max(60).nullable().optional()

/** A grant as it is asked for. */
export const grantSchema = z
  .object({
    role: z.enum(ROLES),
    region: z.string().min(1).max(40),
    themes: z.union([z.literal('all'), z.array(z.string().max(60)).min(1).max(100)]),
    actions: z.array(z.enum(ACTIONS)).min(1),
  })
  .refine(({ role, actions }) => actions.every((action) => canHold(role, action)), {
    path: ['actions'],
    error: '现场人员只能有“看汇总”“办理”“看个人信息”三项操作',
  })

/** The last day something counts, in the city's calendar; `null` = without an end. */
const endsOn = z.iso.date('日期应为 年-月-日').nullable().optional()

/** Body of `POST /api/v1/admin/people/{username}/grants`: a grant, and until when. */
export const givenGrantSchema = grantSchema.safeExtend({ endsOn })
export type GivenGrant = z.infer<typeof givenGrantSchema>

/** Body of `PATCH /api/v1/admin/people/{username}/grants/{grant}`. */
export const grantTermSchema = z.object({ endsOn: z.iso.date('日期应为 年-月-日').nullable() })

/** Body of `POST /api/v1/admin/people`: an account begins with at least one grant. */
export const newPersonSchema = z.object({
  username: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,49}$/, '用户名为 2 至 50 位小写字母、数字、点、横线或下划线'),
  name,
  post: z.string().trim().max(100).default(''),
  unit,
  endsOn,
  grants: z.array(givenGrantSchema).min(1).max(20),
})
export type NewPerson = z.infer<typeof newPersonSchema>

/** Body of `PATCH /api/v1/admin/people/{username}`. */
export const personChangeSchema = z.object({
  name: name.optional(),
  post: z.string().trim().max(100).optional(),
  unit,
  endsOn,
  disabled: z.boolean().optional(),
})
export type PersonChange = z.infer<typeof personChangeSchema>

/**
 * Body of `POST /api/v1/admin/people/{username}/departure`: the username once more, because there is no way back, and
 * why.
 */
export const departureSchema = z.object({
  username: z.string().max(100),
  reason: z.string().trim().min(4, '请写明理由（至少 4 个字）').max(300),
})
export type Departure = z.infer<typeof departureSchema>

/** What an account that was anonymised is called from then on. */
export interface Departed {
  name: string
}

export const TOKEN_KINDS = ['feed', 'wall', 'api'] as const
export type TokenKind = (typeof TOKEN_KINDS)[number]

const days = z.number().int().min(1).max(3650).nullable().default(365)

/**
 * Body of `POST /api/v1/admin/tokens`: rows of one dataset in; one screen set to look at; or a script with rights of
 * its own.
 */
export const newTokenSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('feed'), name, dataset: z.string().min(1).max(100), days }),
  z.object({
    kind: z.literal('wall'),
    name,
    region: z.string().min(1).max(40),
    screens: z.array(z.string().max(60)).min(1).max(50),
    days,
  }),
  z.object({ kind: z.literal('api'), name, grants: z.array(grantSchema).min(1).max(20), days }),
])
export type NewToken = z.infer<typeof newTokenSchema>

/** An account as its administrators see it. */
export interface PersonInfo {
  username: string
  name: string
  post: string
  unit: { id: string; title: string } | null
  source: 'local' | 'provider' | 'demo'
  disabled: boolean
  mustChangePassword: boolean
  /** `due`: their rights ask for one, and it is asked for at the next sign-in; `null` = not kept here. */
  secondFactor: 'set' | 'unset' | 'due' | null
  createdAt: string
  /** From this moment on it opens nothing; `null` = without an end. */
  endsAt: string | null
  grants: HeldGrant[]
  sessions: number
}

/** A session as its owner and administrators see it. */
export interface SessionInfo {
  id: string
  username: string
  name: string
  address: string
  agent: string
  createdAt: string
  seenAt: string
  endsAt: string
  current: boolean
  /** It answers to one device alone. */
  bound: boolean
}

/** A batch that came by a token. */
export interface LastDelivered {
  batch: string
  dataset: string
  at: string
  accepted: number
  rejected: number
}

/** A token, without its secret. */
export interface TokenInfo {
  id: string
  kind: TokenKind
  name: string
  dataset: string | null
  screens: string[] | null
  grants: Grant[]
  madeBy: string
  madeAt: string
  endsAt: string | null
  /** A wall's code has been used; from then on only that wall has the key. */
  opened: boolean
  usedAt: string | null
  /** The newest batch it brought. */
  delivered: LastDelivered | null
}

/**
 * Answer of `POST /api/v1/admin/tokens`: the secret is told here and never again. For a wall it is the code its link
 * holds, good for one opening.
 */
export interface MadeToken {
  token: TokenInfo
  secret: string
}

/** Body of `POST /api/v1/session/wall`. */
export const wallCodeSchema = z.object({ code: z.string().min(20).max(100) })
