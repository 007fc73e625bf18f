import { accessSync, constants } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'

/** Those that can show no window come first: half the work for the same pages. */
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const runs = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The browser to drive: `YIPING_CHROMIUM`, else the first known name on the PATH, else `null`. */
export const findChromium = (environment: NodeJS.ProcessEnv = process.env): string | null => {
  const wanted = environment['YIPING_CHROMIUM']
  const folders = (environment['PATH'] ?? '').split(delimiter).filter(Boolean)
  const candidates = wanted ? [wanted] : NAMES
  const paths = candidates.flatMap((name) => (isAbsolute(name) ? [name] : folders.map((folder) => join(folder, name))))
  return paths.find(runs) ?? null
}

/**
 * Every window of a headless Chromium loads the pages of its address bar and of its menus beforehand, which nobody sees
 * and which cost more than ours to open. The others are what Playwright switches off: the last list named counts.
 */
const OFF = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'PreloadTopChromeWebUI',
  'PreloadTopChromeWebUILessNavigations',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
]

/**
 * Draws WebGL in software, so that a machine without a GPU shows the same map. All else is drawn by the processor
 * directly: through a GPU made of software a wall takes ten times the work.
 */
export const CHROMIUM_FLAGS = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-gpu-compositing',
  '--disable-gpu-rasterization',
  '--disable-accelerated-2d-canvas',
  '--no-sandbox',
  '--disable-dev-shm-usage',
  `--disable-features=${OFF.join(',')}`,
]
