const NAME = /^[A-Za-z][\w+-]*(\/[\w+-]+)*$/

export const ZONE_HINT = '请写 IANA 时区名，如 Asia/Shanghai、Europe/Berlin'

/** Name of a time zone of the IANA database as it is written there; `null` for one the machine does not know. */
export const readZone = (name: string): string | null => {
  if (!NAME.test(name)) return null
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return null
  }
}
