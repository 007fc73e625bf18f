import type { AuditEntry, AuditHash, AuditQuery, AuditVerdict } from '../contract/index.ts'
import type { Clock } from '../lib/index.ts'
import type { Ledger } from '../store/index.ts'
import { createAnchor } from './anchor.ts'
import { anchorLost, EMPTY, offers, seal, type Deed, type Head } from './chain.ts'
import { exportPages, readPage, type ObjectWords, type Page, type Span } from './read.ts'
import { entriesOf, insertEntries, MIGRATIONS } from './table.ts'
import { verifyLedger } from './verify/index.ts'

/** Who did what, when, from where and why. Only ever grows: nothing here changes or removes an entry. */
export interface Audit {
  /** Writes an entry; resolves when it is durable. Await it where nothing may be shown before it is written. */
  append: (deed: Deed) => Promise<AuditEntry>
  /** Writes an entry in its own time; what goes wrong is told to `failed`. */
  note: (deed: Deed) => void
  /** `objectOf` says what an entry was done to as the reader sees it; a text is looked for there, too. */
  read: (query: AuditQuery, span: Span, objectOf?: ObjectWords) => Promise<Page>
  /** Entries of a span, oldest first, page by page. */
  pages: (span: Span) => AsyncGenerator<AuditEntry[]>
  verify: () => Promise<AuditVerdict>
  /** Told of entries once they are durable. */
  onAppended: (listener: (entries: readonly AuditEntry[]) => void) => void
  /** The newest durable entry: what to write down outside the machine. */
  head: () => Head
  close: () => Promise<void>
}

export interface AuditDeps {
  ledger: Ledger
  clock: Clock
  /** Hash of new entries; older ones keep theirs. */
  algorithm: AuditHash
  /** File of the anchor; `null` = in memory. */
  anchor: string | null
  /** Hears of entries that could not be written. */
  failed: (error: unknown) => void
}

interface Waiting {
  deed: Deed
  at: string
  done: (entry: AuditEntry) => void
  failed: (error: unknown) => void
}

/** More than this waiting at once share no transaction. */
const MOST_AT_ONCE = 1_000

const loadHead = (ledger: Ledger): Promise<Head> =>
  ledger.load(async (sql) => entriesOf(await sql.query('select * from audit order by seq desc limit 1'))[0] ?? EMPTY)

/**
 * Opens the chain on the ledger; that its anchor was gone is written into it, or the next entry would cover it up.
 * Throws, in words, when this machine cannot make the hash.
 */
export const createAudit = async ({ ledger, clock, algorithm, anchor: path, failed }: AuditDeps): Promise<Audit> => {
  if (!offers(algorithm)) throw new Error(`本机的 OpenSSL 不提供 ${algorithm}：请换用 YIPING_AUDIT_HASH=sha256`)
  await ledger.migrate('audit', MIGRATIONS)
  const anchor = createAnchor(path)
  let head = await loadHead(ledger)
  let waiting: Waiting[] = []
  let writing: Promise<void> | null = null
  const listeners: ((entries: readonly AuditEntry[]) => void)[] = []

  const writeSome = async (batch: readonly Waiting[]): Promise<void> => {
    const sealed: AuditEntry[] = []
    try {
      await ledger.write(async (sql) => {
        for (const { deed, at } of batch) sealed.push(seal(sealed.at(-1) ?? head, deed, { at, algorithm }))
        await insertEntries(sql, sealed)
      })
    } catch (error) {
      for (const one of batch) one.failed(error)
      return
    }
    const { seq, hash, at } = sealed.at(-1)!
    head = { seq, hash }
    anchor.note(head, at)
    batch.forEach((one, index) => one.done(sealed[index]!))
    for (const listener of listeners) listener(sealed)
  }

  /** Entries that come while others are being written go together into the next transaction. */
  const work = async (): Promise<void> => {
    for (let batch = waiting.splice(0, MOST_AT_ONCE); batch.length > 0; batch = waiting.splice(0, MOST_AT_ONCE))
      await writeSome(batch)
    writing = null
  }

  const append: Audit['append'] = (deed) =>
    new Promise((done, refused) => {
      waiting.push({ deed, at: clock.zone.format(clock.local()), done, failed: refused })
      writing ??= work()
    })

  if (path !== null && head.seq > 0 && anchor.lines().length === 0) await append(anchorLost(head.seq))

  return {
    append,
    note: (deed) => void append(deed).catch(failed),
    read: async (query, span, objectOf) => {
      // Whoever reads sees what was noted before they asked.
      await writing
      return readPage(ledger, query, span, objectOf)
    },
    pages: (span) => exportPages(ledger, span),
    verify: async () => {
      await writing
      return verifyLedger(ledger, anchor.lines())
    },
    onAppended: (listener) => void listeners.push(listener),
    head: () => head,
    close: async () => {
      await writing
      waiting = []
      anchor.close()
    },
  }
}
