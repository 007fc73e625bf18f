import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Guests, PasswordWork } from '../access/index.ts'
import type { Settings } from '../settings.ts'

export interface AppOptions extends Settings {
  /** Told what is going on while the server gets ready. */
  progress?: (message: string) => void
  now?: () => number
  /** Lets in whom the caller vouches for; see `letIn`. */
  guests?: Guests
  /** What a hash of a password costs: no setting, since nobody who runs this may make it cheaper. */
  passwordWork?: PasswordWork
}

/** The folder the ledger lies in; `null` where it is kept in memory only. */
export const ledgerFolder = ({ ledger }: Pick<Settings, 'ledger'>): string | null =>
  ledger === ':memory:' ? null : dirname(ledger)

/** A folder for files beside the ledger; of a ledger in memory they go when the machine tidies up. */
export const folderBeside = (settings: Pick<Settings, 'ledger'>, name: string): string => {
  const folder = ledgerFolder(settings)
  return folder === null ? mkdtempSync(join(tmpdir(), `yiping-${name}-`)) : join(folder, name)
}
