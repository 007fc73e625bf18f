import { createAccess, letIn, readProvider, type Access } from '../access/index.ts'
import { unitOf } from '../cases/index.ts'
import { factorKeyFile, localTokenFile } from '../data-folder.ts'
import { DEMO_PASSWORD, demoPeople, dutyPeople } from '../demo/index.ts'
import type { Ingest } from '../ingest/index.ts'
import { isLoopback } from '../settings.ts'
import type { Ground } from './ground.ts'
import { ledgerFolder, type AppOptions } from './options.ts'

const SESSION = { idleMs: 2 * 3_600_000, longestMs: 12 * 3_600_000 }
const TERMS_MS = 250

/** Who may come in, and what they may see and do. */
export const createPeople = async (
  ground: Ground,
  { lastBy }: Pick<Ingest, 'lastBy'>,
  options: AppOptions,
): Promise<Access> => {
  const { clock, regions, catalog, ledger, audit, closing, failed } = ground
  const folder = ledgerFolder(options)
  const access = await createAccess({
    ledger,
    regions,
    clock,
    themeOf: (dataset) => catalog().datasets.get(dataset)?.theme,
    lastDelivered: lastBy,
    unitOf: (id) => unitOf(catalog(), regions, id),
    limits: options.session ?? SESSION,
    rates: options.rates,
    secondFactor: options.secondFactor ?? 'optional',
    adminPassword: options.adminPassword ?? null,
    knownPassword: isLoopback(options.host) ? null : DEMO_PASSWORD,
    passwordWork: options.passwordWork,
    demo: options.demo && {
      password: DEMO_PASSWORD,
      accounts: demoPeople(regions),
      others: options.demo.duty ? dutyPeople(regions) : [],
    },
    provider: options.provider ? readProvider(options.provider.file, options.provider.secret) : null,
    factorKeyFile: options.factorKey ?? (folder === null ? null : factorKeyFile(folder)),
    localTokenFile: folder === null ? null : localTokenFile(folder),
    say: options.progress ?? (() => undefined),
    note: audit.note,
    failed: failed('session not noted'),
  })
  closing.add(() => access.close())
  closing.every(TERMS_MS, access.tick, 'ends of terms not looked at')
  if (options.guests) letIn(access, options.guests)
  return access
}
