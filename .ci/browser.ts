import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findChromium } from '../e2e/world/index.ts'
import { command } from './command.ts'

const hasChineseFont = (): boolean => {
  const list = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' })
  return list.status === 0 && list.stdout.trim() !== ''
}

const missing = (): string[] => [
  ...(findChromium() ? [] : ['chromium-headless-shell']),
  ...(hasChineseFont() ? [] : ['fonts-noto-cjk']),
]

/**
 * Sees to a real Chromium and a Chinese font: installs Debian's packages when it may, otherwise says what
 * to install. Without a browser the pages cannot be proven, and that is a failure, not a skip.
 */
export const ensureBrowser = async (): Promise<boolean> => {
  const wanted = missing()
  if (wanted.length === 0) return true
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const packages = [...wanted, 'fontconfig'].join(' ')
    await command(
      `apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ${packages}`,
      300,
    )
    if (missing().length === 0) return true
  }
  console.log(`please install: ${missing().join(', ')} (or name a Chromium in YIPING_CHROMIUM)`)
  return false
}
