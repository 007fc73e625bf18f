import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { command } from './command.ts'

/** What opens files the way a reader's machine does, and the Debian packages it comes from. */
const PROGRAMS: [program: string, packages: string][] = [
  ['soffice', 'libreoffice-writer-nogui libreoffice-calc-nogui'],
  ['pdftotext', 'poppler-utils'],
  ['pdftoppm', 'poppler-utils'],
  ['pdfinfo', 'poppler-utils'],
]

const missing = (): string[] => {
  const wanted = PROGRAMS.filter(([program]) => spawnSync('which', [program]).status !== 0)
  return [...new Set(wanted.map(([, packages]) => packages))]
}

/**
 * Sees to an office and the PDF tools: installs Debian's packages when it may, otherwise says what to
 * install. Without them nobody knows whether a file opens, and that is a failure, not a skip.
 */
export const ensureOffice = async (): Promise<boolean> => {
  const wanted = missing()
  if (wanted.length === 0) return true
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    await command(
      `apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ${wanted.join(' ')}`,
      300,
    )
    if (missing().length === 0) return true
  }
  console.log(`please install: ${missing().join(' ')}`)
  return false
}
