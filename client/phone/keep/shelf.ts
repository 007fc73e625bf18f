import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { CaseDetail, CasesAnswer } from '../../../server/contract/index.ts'
import type { DraftShelf, KeptDraft } from './drafts.ts'
import type { Pending, Shelf } from './outbox.ts'

interface PhoneDB extends DBSchema {
  pending: { key: string; value: Pending }
  /** What was last read, for when there is no signal; by person. */
  seen: { key: string; value: { at: string; value: CaseDetail | CasesAnswer } }
  /** What was begun and not sent; by person. */
  draft: { key: string; value: KeptDraft }
}

/** What the phone keeps: things begun, things done and not sent, and what was read last. */
export interface PhoneShelf extends Shelf, DraftShelf {
  remember: (name: string, value: CaseDetail | CasesAnswer) => Promise<void>
  recall: (name: string) => Promise<{ at: string; value: CaseDetail | CasesAnswer } | null>
  /** Forgets what was read, not what waits to be sent: for signing out. */
  forget: () => Promise<void>
}

const open = (): Promise<IDBPDatabase<PhoneDB>> =>
  openDB<PhoneDB>('yiping-phone', 2, {
    upgrade: (db, from) => {
      if (from < 1) {
        db.createObjectStore('pending', { keyPath: 'key' })
        db.createObjectStore('seen')
      }
      db.createObjectStore('draft')
    },
    // A page of a later version wants to bring the database up to date: this one lets go of it.
    blocking: (_, __, event) => (event.target as IDBDatabase).close(),
  })

/** The phone's own database; opened when first used. */
export const createShelf = (now: () => Date): PhoneShelf => {
  let opened: Promise<IDBPDatabase<PhoneDB>> | null = null
  const db = (): Promise<IDBPDatabase<PhoneDB>> => (opened ??= open())
  return {
    all: async () => (await db()).getAll('pending'),
    put: async (pending) => void (await (await db()).put('pending', pending)),
    drop: async (key) => (await db()).delete('pending', key),
    remember: async (name, value) => void (await (await db()).put('seen', { at: now().toISOString(), value }, name)),
    recall: async (name) => (await (await db()).get('seen', name)) ?? null,
    draftsOf: async (prefix) => {
      const [store, range] = [(await db()).transaction('draft').store, IDBKeyRange.bound(prefix, `${prefix}\uffff`)]
      const [names, drafts] = await Promise.all([store.getAllKeys(range), store.getAll(range)])
      return names.map((name, index) => ({ name, draft: drafts[index]! }))
    },
    keepDraft: async (name, draft) => void (await (await db()).put('draft', draft, name)),
    dropDraft: async (name) => (await db()).delete('draft', name),
    forget: async () => (await db()).clear('seen'),
  }
}
