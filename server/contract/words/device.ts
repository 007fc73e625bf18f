const BROWSERS: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/MicroMessenger/, '微信'],
  [/DingTalk/i, '钉钉'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/, '鸿蒙'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
]
const first = (words: [RegExp, string][], agent: string): string | undefined =>
  words.find(([pattern]) => pattern.test(agent))?.[1]

/** Said of what names neither. */
export const UNKNOWN_DEVICE = '未知设备'

/** What somebody signed in with, as far as it says so. */
export const deviceWords = (agent: string): string =>
  [first(SYSTEMS, agent), first(BROWSERS, agent)].filter(Boolean).join(' ') || UNKNOWN_DEVICE
