import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { parseRates, type Rates } from './access/index.ts'
import { AUDIT_HASHES, type AuditHash } from './contract/index.ts'
import { dataFolder, factorKeyFile } from './data-folder.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  YIPING_METRICS: z.string().optional(),
  YIPING_REGIONS: z.string().optional(),
  YIPING_TZ: z.string().default('Asia/Shanghai'),
  YIPING_DEMO: z.enum(['0', '1']).optional(),
  YIPING_DEMO_MONTHS: z.coerce.number().int().min(1).max(60).default(24),
  YIPING_DEMO_SPEED: z.coerce.number().min(0).max(1_000).default(1),
  YIPING_DEMO_DUTY: z.enum(['0', '1']).default('1'),
  YIPING_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  YIPING_AUDIT_HASH: z.enum(AUDIT_HASHES).default('sha256'),
  YIPING_ADMIN_PASSWORD: z.string().min(1).optional(),
  // Parts of either are taken; nothing below a second, nor beyond a year.
  YIPING_SESSION_IDLE_MINUTES: z.coerce
    .number()
    .min(1 / 60)
    .max(527_040)
    .default(120),
  YIPING_SESSION_HOURS: z.coerce
    .number()
    .min(1 / 3_600)
    .max(8_784)
    .default(12),
  YIPING_SECOND_FACTOR: z.enum(['required', 'optional']).default('optional'),
  YIPING_PROXIES: z.string().optional(),
  YIPING_RATES: z.string().default(''),
  YIPING_CHANNELS: z.string().optional(),
  YIPING_OIDC: z.string().optional(),
  YIPING_OIDC_SECRET: z.string().min(1).optional(),
  YIPING_SMALL_COUNT: z.coerce.number().int().min(0).max(1_000).default(5),
  YIPING_FILE_HOURS: z.coerce.number().min(0.01).max(8_760).default(168),
  YIPING_MEMORY: z
    .string()
    .regex(/^\d+(MB|GB)$/)
    .default('220MB'),
})

/** How the server is run. */
export interface Settings {
  /** File that declares where alerts are sent beside the application; `null` = nowhere. */
  channels?: string | null
  port: number
  host: string
  /** The facts' file. */
  database: string
  /** The ledger's file. */
  ledger: string
  /** Hash of new audit entries, `sha256` unless said otherwise. */
  auditHash?: AuditHash
  metrics: string
  /** Code of a built-in tree, or a path. */
  regions: string
  timeZone: string
  /**
   * Demonstration data and feed; `months` of history, feed `speed` times real time (0 = none), with people on `duty`
   * who work or without.
   */
  demo: { months: number; speed: number; duty: boolean } | null
  /** Password of the first administrator; `null` = one is made up and told once. */
  adminPassword?: string | null
  /** How long somebody stays signed in; two hours without use and twelve in all unless said otherwise. */
  session?: { idleMs: number; longestMs: number }
  /**
   * Whether rights to personal fields, configuration or the audit ask for a second factor; they do not unless said so,
   * and never in a demonstration.
   */
  secondFactor?: 'required' | 'optional'
  /** File of the keys that seal second factors; beside the ledger unless said otherwise. */
  factorKey?: string
  /** Addresses of the proxies in front, whose word on the sender's address counts; `null` = none. */
  proxies?: string | null
  /** File that declares another system people sign in through, and the secret shown to it; `null` = none. */
  provider?: { file: string; secret: string | undefined } | null
  /** How often a minute who may ask; the usual unless said otherwise. */
  rates?: Rates
  /**
   * Numbers of personal datasets below this are kept from who may not see their rows; 5 unless said otherwise, 0 =
   * none.
   */
  smallCount?: number
  /** How long made files can be fetched; a week unless said otherwise. */
  filesKeptMs?: number
  logLevel: string
  memoryLimit: string
  /** Folder of the built client, when it has been built. */
  client: string | null
}

/** The built client's place. */
export const CLIENT = join(ROOT, 'dist', 'client')

const LOOPBACK = /^(localhost|127\.[\d.]+|::1|\[::1\])$/i

/** Whether an address to listen on is this machine's alone. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host)

/** Accounts whose password everybody knows must not stand open to a network nobody chose to open them to. */
const refuseOpenDemo = (
  host: string,
  demo: boolean,
  { YIPING_DEMO, YIPING_ADMIN_PASSWORD }: z.output<typeof environment>,
): void => {
  if (isLoopback(host)) return
  if (demo && YIPING_DEMO !== '1')
    throw new Error(
      `HOST=${host} 会把演示账号（公开密码）开放到网络：正式使用请设 YIPING_DEMO=0，确要对外演示请设 YIPING_DEMO=1`,
    )
  if (YIPING_ADMIN_PASSWORD === 'yiping-demo')
    throw new Error('YIPING_ADMIN_PASSWORD 是公开的演示密码，不能用于对外开放的地址：请换一个')
}

/** Reads the environment, where an empty variable is none. Throws an Error that names each wrong variable. */
export const readSettings = (given: NodeJS.ProcessEnv): Settings => {
  const variables = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(variables, { error: z.locales.zhCN().localeError })
  if (!parsed.success)
    throw new Error(
      `环境变量有误：\n${parsed.error.issues.map((issue) => `  ${issue.path.join('.')}：${issue.message}`).join('\n')}`,
    )
  const read = parsed.data
  const folder = dataFolder(variables)
  const database = join(folder, 'yiping.duckdb')
  const untouched = read.YIPING_METRICS === undefined && read.YIPING_REGIONS === undefined && !existsSync(database)
  // A folder that was filled as a demonstration stays one; the store remembers.
  const demo =
    read.YIPING_DEMO === '1' || (read.YIPING_DEMO === undefined && (untouched || existsSync(`${database}.demo`)))
  refuseOpenDemo(read.HOST, demo, read)
  return {
    port: read.PORT,
    channels: read.YIPING_CHANNELS ?? null,
    host: read.HOST,
    database,
    ledger: join(folder, 'ledger.duckdb'),
    auditHash: read.YIPING_AUDIT_HASH,
    metrics: resolve(read.YIPING_METRICS ?? join(ROOT, 'metrics')),
    regions: read.YIPING_REGIONS ?? '330109',
    timeZone: read.YIPING_TZ,
    demo: demo
      ? { months: read.YIPING_DEMO_MONTHS, speed: read.YIPING_DEMO_SPEED, duty: read.YIPING_DEMO_DUTY === '1' }
      : null,
    adminPassword: read.YIPING_ADMIN_PASSWORD ?? null,
    session: { idleMs: read.YIPING_SESSION_IDLE_MINUTES * 60_000, longestMs: read.YIPING_SESSION_HOURS * 3_600_000 },
    secondFactor: demo ? 'optional' : read.YIPING_SECOND_FACTOR,
    factorKey: factorKeyFile(folder, variables),
    proxies: read.YIPING_PROXIES ?? null,
    rates: parseRates(read.YIPING_RATES),
    provider: read.YIPING_OIDC === undefined ? null : { file: read.YIPING_OIDC, secret: read.YIPING_OIDC_SECRET },
    smallCount: read.YIPING_SMALL_COUNT,
    filesKeptMs: read.YIPING_FILE_HOURS * 3_600_000,
    logLevel: read.YIPING_LOG,
    memoryLimit: read.YIPING_MEMORY,
    client: existsSync(join(CLIENT, 'index.html')) ? CLIENT : null,
  }
}
