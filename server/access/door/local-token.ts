import { rmSync, writeFileSync } from 'node:fs'
import { newSecret } from '../secret.ts'

/** Secret for commands on the server's own machine; `close` takes it away. */
interface LocalToken {
  secret: string
  close: () => void
}

/** Makes one for this run and lays it into a file that only the server's own user can read; `null` = no file. */
export const createLocalToken = (file: string | null): LocalToken => {
  const secret = newSecret('local_')
  if (file !== null) {
    // Removed first: the mode counts only for a new file.
    rmSync(file, { force: true })
    writeFileSync(file, `${secret}\n`, { mode: 0o600 })
  }
  return { secret, close: () => file !== null && rmSync(file, { force: true }) }
}
