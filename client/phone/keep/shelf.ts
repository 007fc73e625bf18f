import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { CaseDetail, CasesAnswer } from '../../../server/contract/index.ts'
import type { Pending, Shelf } from './outbox.ts'

interface PhoneDB extends DBSchema {
  pending: { key: string; value: Pending }
  /** What was last read, for when there is no signal; by person. */
  seen: { key: string; value: { at: string; value: CaseDetail | CasesAnswer } }
}

/** What the phone keeps: things done and not sent, and what was read last. */
export interface PhoneShelf extends Shelf {
  remember: (name: string, value: CaseDetail | CasesAnswer) => Promise<void>
  recall: (name: string) => Promise<{ at: string; value: CaseDetail | CasesAnswer } | null>
  /** Forgets what was read, not what waits to be sent: for signing out. */
  forget: () => Promise<void>
}

const open = (): Promise<IDBPDatabase<PhoneDB>> =>
  openDB<PhoneDB>('yiping-phone', 1, {
    upgrade: (db) => {
      db.createObjectStore('pending', { keyPath: 'key' })
      db.createObjectStore('seen')
    },
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
    forget: async () => (await db()).clear('seen'),
  }
}
